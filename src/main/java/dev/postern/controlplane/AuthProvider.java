package dev.postern.controlplane;

import dev.postern.errors.ControlError.BadRequest;
import dev.postern.errors.Refused;

/// Whose protocol an auth project speaks, in the words of the wire.
enum AuthProvider {
  MOCK,
  STACK,
  BETTER_AUTH;

  void refuseUnlessStack() {
    switch (this) {
      case STACK -> {}
      case MOCK, BETTER_AUTH ->
          throw new Refused(
              new BadRequest("auth_provider must be stack: this server has no other one yet"));
    }
  }
}
