package dev.postern.errors;

/// Refusals of what was tried too often.
public sealed interface LimitError extends Refusal {

  /// The answer has a `Retry-After`; SDKs wait that long before they try again.
  record TooManyTries(long retryAfterSeconds) implements LimitError {
    @Override
    public Shape shape() {
      return new Plain(429, "Too many tries. Please wait before you try again.");
    }
  }
}
