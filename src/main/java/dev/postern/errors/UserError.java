package dev.postern.errors;

import java.util.UUID;

/// Refusals about a user or an e-mail address.
public sealed interface UserError extends Refusal {

  record CannotGetOwnUserWithoutUser() implements UserError {
    @Override
    public Shape shape() {
      return new Known(
          400,
          "CANNOT_GET_OWN_USER_WITHOUT_USER",
          "The request speaks of 'me', but nobody is signed in.");
    }
  }

  record UserNotFound() implements UserError {
    @Override
    public Shape shape() {
      return new Known(404, "USER_NOT_FOUND", "There is no such user.");
    }
  }

  record UserEmailAlreadyExists(String email, boolean wouldWorkIfEmailWasVerified)
      implements UserError {
    @Override
    public Shape shape() {
      return new Known(
          409, "USER_EMAIL_ALREADY_EXISTS", "Somebody signs in with %s already.".formatted(email));
    }
  }

  record SignUpNotEnabled() implements UserError {
    @Override
    public Shape shape() {
      return new Known(
          400, "SIGN_UP_NOT_ENABLED", "This project does not take new accounts at the moment.");
    }
  }

  record MultiFactorAuthenticationRequired(String attemptCode) implements UserError {
    @Override
    public Shape shape() {
      return new Known(
          400, "MULTI_FACTOR_AUTHENTICATION_REQUIRED", "This user has a second factor.");
    }
  }

  record InvalidTotpCode() implements UserError {
    @Override
    public Shape shape() {
      return new Known(400, "INVALID_TOTP_CODE", "This code is not right. Try the next one.");
    }
  }

  record ClientUserDeletionNotEnabled() implements UserError {
    @Override
    public Shape shape() {
      return new Plain(400, "Client user deletion is not enabled for this project");
    }
  }

  record InvalidProfileImageUrl() implements UserError {
    @Override
    public Shape shape() {
      return new Plain(400, "Invalid profile image URL");
    }
  }

  record InvalidImage() implements UserError {
    @Override
    public Shape shape() {
      return new Plain(400, "Invalid image format or corrupted image data");
    }
  }

  record ImageNotFound() implements UserError {
    @Override
    public Shape shape() {
      return new Plain(404, "There is no such image.");
    }
  }

  /// A flag of the primary e-mail was set on a user who has none.
  record NoPrimaryEmail(String flag) implements UserError {
    @Override
    public Shape shape() {
      return new Plain(400, "%s cannot be true without primary_email".formatted(flag));
    }
  }

  record PasskeyCannotBeSwitchedOn() implements UserError {
    @Override
    public Shape shape() {
      return new Plain(
          400, "A passkey cannot be switched on here: it is on as soon as one is registered.");
    }
  }

  record OtpSignInNotEnabled() implements UserError {
    @Override
    public Shape shape() {
      return new Plain(400, "OTP auth not enabled in the project");
    }
  }

  record TeamMembershipNotFound(UUID teamId, UUID userId) implements UserError {
    @Override
    public Shape shape() {
      return new Known(
          404,
          "TEAM_MEMBERSHIP_NOT_FOUND",
          "User %s is not a member of team %s.".formatted(userId, teamId));
    }
  }
}
