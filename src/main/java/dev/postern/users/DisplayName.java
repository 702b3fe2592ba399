package dev.postern.users;

import dev.postern.http.schema.Value;

/// What a user is called; the empty name is no name.
public record DisplayName(String value) {
  private static final int LONGEST = 256;

  public static final Value<DisplayName> WIRE =
      Value.text()
          .check(
              text -> text.length() <= LONGEST, "must be at most %d characters".formatted(LONGEST))
          .to(DisplayName::new);
}
