package dev.postern.databaseprojects;

import dev.postern.errors.ControlError.BadRequest;
import dev.postern.errors.Refused;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a customer wants a new project and the things in it to be called.
///
/// @param project empty for its id
public record AskedNames(Optional<String> project, String branch, String database, String owner) {
  /// Postgres cuts names after 63 bytes; the words take up to 24 of them.
  private static final int LONGEST_NAME = 38;

  private static final int LONGEST_LABEL = 256;

  /// Clients take a name of this form for an id.
  private static final Pattern BRANCH_ID = Pattern.compile("br(-[a-z0-9]+){3}");

  /// What is not asked for is called as usual.
  public static AskedNames of(
      Optional<String> project,
      Optional<String> branch,
      Optional<String> database,
      Optional<String> owner) {
    var itsDatabase = database.orElse("neondb");
    var itsOwner = owner.orElse(itsDatabase + "_owner");
    return new AskedNames(project, branch.orElse("main"), itsDatabase, itsOwner);
  }

  /// Refuses names that cannot be.
  public AskedNames {
    project.ifPresent(name -> checkLabel("project.name", name));
    checkLabel("project.branch.name", branch);
    if (BRANCH_ID.matcher(branch).matches())
      throw wrong("project.branch.name must not have the form of a branch id");
    checkName("project.branch.database_name", database);
    checkName("project.branch.role_name", owner);
    if (owner.startsWith("pg_"))
      throw wrong("project.branch.role_name must not begin with pg_, which Postgres keeps");
  }

  private static void checkLabel(String field, String label) {
    if (label.isEmpty() || label.length() > LONGEST_LABEL)
      throw wrong("%s must have 1 to %d characters".formatted(field, LONGEST_LABEL));
  }

  private static void checkName(String field, String name) {
    var length = name.getBytes(StandardCharsets.UTF_8).length;
    if (length == 0 || length > LONGEST_NAME)
      throw wrong("%s must have 1 to %d bytes".formatted(field, LONGEST_NAME));
  }

  private static Refused wrong(String line) {
    return new Refused(new BadRequest(line));
  }
}
