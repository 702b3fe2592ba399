package dev.postern.http;

/// The answer of an act that has nothing else to say: `{"success":true}`.
public record Success(boolean success) {
  public static final Success SUCCESS = new Success(true);
}
