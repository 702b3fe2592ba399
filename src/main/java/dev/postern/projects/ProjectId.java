package dev.postern.projects;

/// Names an auth project on the wire: a UUID, or `internal`.
public record ProjectId(String value) {
  /// The project whose users are the operators of this server.
  public static final ProjectId INTERNAL = new ProjectId("internal");

  @Override
  public String toString() {
    return value;
  }
}
