package dev.postern.config;

import java.util.List;

/// The server does not start, since something in its environment is wrong. The message lists all of
/// it, one complaint a line.
public final class ConfigurationProblem extends RuntimeException {
  private final List<String> complaints;

  ConfigurationProblem(List<String> complaints) {
    super("The configuration has to be corrected:\n  " + String.join("\n  ", complaints));
    this.complaints = List.copyOf(complaints);
  }

  public List<String> complaints() {
    return complaints;
  }
}
