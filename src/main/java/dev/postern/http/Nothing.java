package dev.postern.http;

/// Takes nothing, or gives an empty body.
public record Nothing() {
  public static final Nothing NOTHING = new Nothing();
}
