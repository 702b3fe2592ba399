package dev.postern.controlplane;

import dev.postern.http.schema.Value;
import java.util.regex.Pattern;

/// The id of a database project, a branch or an endpoint.
record WireId(String value) {
  private static final String FORM = "^[a-z0-9-]{1,60}$";
  private static final Pattern PATTERN = Pattern.compile(FORM);

  static final Value<WireId> WIRE =
      Value.text()
          .check(text -> PATTERN.matcher(text).matches(), "must match " + FORM)
          .to(WireId::new);
}
