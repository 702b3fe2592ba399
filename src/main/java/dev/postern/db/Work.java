package dev.postern.db;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// What is done behind a door of a [Store]. It may run more than once at the door `write`, so it
/// has no effect outside the handle, and the handle is of no use after it has returned.
@FunctionalInterface
public interface Work<T extends @Nullable Object> {
  T with(Handle handle);
}
