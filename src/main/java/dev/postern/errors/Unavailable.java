package dev.postern.errors;

import java.time.Duration;
import java.util.Objects;

/// Something the act needs cannot be had right now: a connection, a place in the hashing queue, a
/// store that is down. The client is told to come back (503 with `Retry-After`), the operator why.
public final class Unavailable extends RuntimeException {
  private final Duration retryAfter;

  /// The reason is for the operator's log and names no secret; clients see only the status.
  public Unavailable(String reason, Duration retryAfter) {
    super(reason);
    this.retryAfter = retryAfter;
  }

  public Unavailable(String reason, Duration retryAfter, Throwable cause) {
    super(reason, cause);
    this.retryAfter = retryAfter;
  }

  /// The reason.
  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }

  /// How long the client should wait before it tries again.
  public Duration retryAfter() {
    return retryAfter;
  }
}
