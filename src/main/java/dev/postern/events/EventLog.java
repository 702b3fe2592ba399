package dev.postern.events;

import dev.postern.clock.Clock;
import dev.postern.crypto.SecureToken;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// The log of a store that events are appended to.
public record EventLog(SecureToken tokens, Clock clock) {

  /// Appends an event; it is true if and when the handle's transaction commits.
  public void append(Handle handle, UUID tenant, Event event) {
    EventTable.insert(handle, tenant, tokens.uuid(), event, clock.now());
  }
}
