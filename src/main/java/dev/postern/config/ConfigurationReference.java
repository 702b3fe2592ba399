package dev.postern.config;

import java.util.Map;
import java.util.stream.Collectors;

/// The page for operators that lists every variable, written from the declarations.
public final class ConfigurationReference {
  private static final String HEAD =
      """
      # Configuration

      Everything is set by environment variables; an empty one counts as unset. The server reads \
      them once, at start, and reports everything that is wrong at once.

      | variable | type | default | what it is |
      |---|---|---|---|
      """;

  private ConfigurationReference() {}

  public static String markdown() {
    var settings = new Settings(Map.of());
    Config.read(Mode.DEV, settings);
    return settings.declared().stream()
        .map(ConfigurationReference::row)
        .collect(Collectors.joining("", HEAD, ""));
  }

  private static String row(Setting setting) {
    return "| `%s` | %s | %s | %s |\n"
        .formatted(setting.name(), setting.type(), setting.standard(), setting.description());
  }
}
