package dev.postern.databases;

import dev.postern.databases.UsersSyncShapeTable.Column;
import dev.postern.errors.ControlError.Conflict;
import dev.postern.errors.Refused;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// What `neon_auth.users_sync` must look like. A table that is there already, from before or from
/// elsewhere, is used as it is, or refused with the difference.
final class UsersSyncShape {
  private static final List<Column> COLUMNS =
      List.of(
          new Column("raw_json", "jsonb", true, false),
          new Column("id", "text", true, true),
          new Column("name", "text", false, true),
          new Column("email", "text", false, true),
          new Column("created_at", "timestamp with time zone", false, true),
          new Column("updated_at", "timestamp with time zone", false, false),
          new Column("deleted_at", "timestamp with time zone", false, false));

  private UsersSyncShape() {}

  static boolean isThere(Handle handle) {
    return !UsersSyncShapeTable.columns(handle).isEmpty();
  }

  /// Refuses a table that users cannot be published in.
  static void refuseIfOther(Handle handle) {
    var found = UsersSyncShapeTable.columns(handle);
    var missing = COLUMNS.stream().filter(column -> !found.contains(column)).toList();
    var strange = found.stream().filter(column -> !COLUMNS.contains(column)).toList();
    if (!missing.isEmpty() || !strange.isEmpty())
      throw refused(
          ("has other columns than Postern writes. Expected and not found: %s."
                  + " Found and not expected: %s.")
              .formatted(words(missing), words(strange)));
    if (!UsersSyncShapeTable.idIsUnique(handle))
      throw refused("has no primary key: ALTER TABLE neon_auth.users_sync ADD PRIMARY KEY (id).");
  }

  /// Refuses a table that the role we are may not write.
  static void refuseUnlessWritable(Handle handle) {
    if (!UsersSyncShapeTable.mayPublish(handle))
      throw refused(
          "may not be written by this role: GRANT USAGE ON SCHEMA neon_auth and"
              + " GRANT SELECT, INSERT, UPDATE ON neon_auth.users_sync to it.");
  }

  private static String words(List<Column> columns) {
    return columns.isEmpty()
        ? "nothing"
        : String.join(", ", columns.stream().map(String::valueOf).toList());
  }

  private static Refused refused(String why) {
    return new Refused(new Conflict("The table neon_auth.users_sync " + why));
  }
}
