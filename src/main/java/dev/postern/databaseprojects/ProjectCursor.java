package dev.postern.databaseprojects;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/// A place in the list of database projects: the last one that was shown.
public record ProjectCursor(Instant createdAt, String id) {
  private static final Pattern FORM = Pattern.compile("([0-9]{1,15})_([a-z0-9-]{1,60})");

  public static Optional<ProjectCursor> parse(String text) {
    var parts = FORM.matcher(text);
    if (!parts.matches()) return Optional.empty();
    var createdAt = Instant.ofEpochMilli(Long.parseLong(parts.group(1)));
    return Optional.of(new ProjectCursor(createdAt, parts.group(2)));
  }

  public static ProjectCursor of(DatabaseProject project) {
    return new ProjectCursor(project.createdAt(), project.id());
  }

  @Override
  public String toString() {
    return createdAt.toEpochMilli() + "_" + id;
  }
}
