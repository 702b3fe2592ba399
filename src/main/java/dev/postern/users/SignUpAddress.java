package dev.postern.users;

import dev.postern.http.schema.Formats;
import dev.postern.http.schema.Value;

/// An e-mail address that somebody signs up with: one that can be reached from anywhere, so its
/// domain has a dot, and its parts are not empty.
public record SignUpAddress(EmailAddress address) {
  private static final String STRICT = "^[^.]+(\\.[^.]+)*@.*\\.[^.][^.]+$";

  public static final Value<SignUpAddress> WIRE =
      Value.text()
          .format("email")
          .check(Formats::isEmail, "must be a valid email")
          .check(
              text -> text.length() <= EmailAddress.LONGEST,
              "must be at most %d characters".formatted(EmailAddress.LONGEST))
          .check(SignUpAddress::isStrict, "must match the following: \"/%s/\"".formatted(STRICT))
          .to(text -> new SignUpAddress(new EmailAddress(text)));

  /// The rule of the pattern that the complaint shows, without its backtracking.
  private static boolean isStrict(String text) {
    var at = text.lastIndexOf('@');
    var lastDot = text.lastIndexOf('.');
    if (at < 0) return false;
    var local = text.substring(0, text.indexOf('@'));
    var hasEmptyPart =
        local.isEmpty() || local.startsWith(".") || local.endsWith(".") || local.contains("..");
    return !hasEmptyPart && lastDot > at && text.length() - lastDot > 2;
  }
}
