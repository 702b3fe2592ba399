package dev.postern.users;

import dev.postern.http.schema.Formats;
import dev.postern.http.schema.Value;
import java.util.Locale;

/// An e-mail address in the one form in which it is kept and compared: trimmed, in lower case.
///
/// An address is HTML's, hence ASCII, so this form is unique.
public record EmailAddress(String value) {
  /// Longer than any that mail reaches, and short enough for an index.
  static final int LONGEST = 256;

  public static final Value<EmailAddress> WIRE =
      Value.text()
          .format("email")
          .check(Formats::isEmail, "must be a valid email")
          .check(text -> !text.isEmpty(), "must not be empty")
          .check(
              text -> text.length() <= LONGEST, "must be at most %d characters".formatted(LONGEST))
          .to(EmailAddress::new);

  public EmailAddress {
    value = value.strip().toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return value;
  }
}
