package dev.postern.http.schema;

import dev.postern.errors.UserError.CannotGetOwnUserWithoutUser;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/// What is known while one request is read: who `me` is, and what has been found wrong so far.
record Reading(Supplier<Optional<UUID>> me, Problems problems) {

  void add(String line) {
    problems.add(line);
  }

  /// The current user, in place of the literal `me`.
  Optional<UUID> currentUser() {
    var user = me.get();
    if (user.isEmpty()) problems.meIsNobody(new CannotGetOwnUserWithoutUser());
    return user;
  }
}
