package dev.postern.directory;

import dev.postern.http.schema.Value;
import java.util.Locale;
import java.util.regex.Pattern;

/// A country as two capital letters.
public record CountryCode(String value) {
  private static final Pattern FORM = Pattern.compile("[A-Z]{2}");

  public static final Value<CountryCode> WIRE =
      Value.text()
          .check(text -> FORM.matcher(normal(text)).matches(), "must be a 2-letter country code")
          .to(CountryCode::new);

  public CountryCode {
    value = normal(value);
  }

  private static String normal(String text) {
    return text.strip().toUpperCase(Locale.ROOT);
  }
}
