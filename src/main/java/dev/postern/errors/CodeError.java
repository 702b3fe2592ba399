package dev.postern.errors;

/// Refusals about one-time codes.
public sealed interface CodeError extends Refusal {

  record VerificationCodeNotFound() implements CodeError {
    @Override
    public Shape shape() {
      return new Known(
          404, "VERIFICATION_CODE_NOT_FOUND", "There is no such code in this project.");
    }
  }

  record VerificationCodeExpired() implements CodeError {
    @Override
    public Shape shape() {
      return new Known(
          400, "VERIFICATION_CODE_EXPIRED", "The code has expired. Ask for a new one.");
    }
  }

  record VerificationCodeAlreadyUsed() implements CodeError {
    @Override
    public Shape shape() {
      return new Known(
          409,
          "VERIFICATION_CODE_ALREADY_USED",
          "The code was used already, and is good for once.");
    }
  }

  record VerificationCodeMaxAttemptsReached() implements CodeError {
    @Override
    public Shape shape() {
      return new Known(
          400,
          "VERIFICATION_CODE_MAX_ATTEMPTS_REACHED",
          "The code was tried too often and is no longer good. Ask for a new one.");
    }
  }
}
