package dev.postern.config;

/// A configured value that is never printed.
public record Secret(String value) {
  @Override
  public String toString() {
    return "Secret[hidden]";
  }
}
