package dev.postern.embedded;

/// The embedded Postgres cannot be used; the message tells the operator what happened, what it
/// means and what to do.
public final class EmbeddedPostgresException extends RuntimeException {
  EmbeddedPostgresException(String message) {
    super(message);
  }

  EmbeddedPostgresException(String message, Throwable cause) {
    super(message, cause);
  }
}
