package dev.postern.users;

import java.util.Optional;

/// Why a user is restricted. It is worked out, not stored.
public enum Restriction {
  ANONYMOUS("anonymous"),
  EMAIL_NOT_VERIFIED("email_not_verified"),
  RESTRICTED_BY_ADMINISTRATOR("restricted_by_administrator");

  private final String wireName;

  Restriction(String wireName) {
    this.wireName = wireName;
  }

  public String wireName() {
    return wireName;
  }

  /// The first reason that holds.
  ///
  /// @param requiresVerification whether the project asks for a verified primary e-mail
  public static Optional<Restriction> of(
      boolean isAnonymous,
      boolean requiresVerification,
      boolean isVerified,
      boolean restrictedByAdmin) {
    if (isAnonymous) return Optional.of(ANONYMOUS);
    if (requiresVerification && !isVerified) return Optional.of(EMAIL_NOT_VERIFIED);
    return restrictedByAdmin ? Optional.of(RESTRICTED_BY_ADMINISTRATOR) : Optional.empty();
  }
}
