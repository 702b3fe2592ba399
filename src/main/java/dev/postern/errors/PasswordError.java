package dev.postern.errors;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Refusals about passwords.
public sealed interface PasswordError extends Refusal {

  record PasswordAuthenticationNotEnabled() implements PasswordError {
    @Override
    public Shape shape() {
      return new Known(
          400, "PASSWORD_AUTHENTICATION_NOT_ENABLED", "This project does not take passwords.");
    }
  }

  record EmailPasswordMismatch() implements PasswordError {
    @Override
    public Shape shape() {
      return new Known(
          400, "EMAIL_PASSWORD_MISMATCH", "The address and the password do not belong together.");
    }
  }

  record PasswordTooShort(int minLength) implements PasswordError {
    @Override
    public Shape shape() {
      return new Known(
          400,
          "PASSWORD_TOO_SHORT",
          "Choose a password of %d characters or more.".formatted(minLength));
    }
  }

  record PasswordTooLong(@JsonProperty("maxLength") int maxLength) implements PasswordError {
    @Override
    public Shape shape() {
      return new Known(
          400,
          "PASSWORD_TOO_LONG",
          "Choose a password of at most %d characters.".formatted(maxLength));
    }
  }

  /// `password` and `password_hash` came together.
  record PasswordAndHash() implements PasswordError {
    @Override
    public Shape shape() {
      return new Plain(400, "Cannot set both password and password_hash at the same time.");
    }
  }

  record InvalidPasswordHash() implements PasswordError {
    @Override
    public Shape shape() {
      return new Plain(
          400,
          "Invalid password hash. It must be bcrypt in Modular Crypt Format, cost 16 or less.");
    }
  }

  record PasswordSignInNotEnabled() implements PasswordError {
    @Override
    public Shape shape() {
      return new Plain(400, "Password auth not enabled in the project");
    }
  }

  record PasswordNeedsEmail() implements PasswordError {
    @Override
    public Shape shape() {
      return new Plain(400, "A password cannot be set on a user without a primary e-mail");
    }
  }
}
