package dev.postern.server;

import dev.postern.http.Json;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Looks into the databases of the test server, and changes them, behind the product's back.
public final class Sql {
  private Sql() {}

  public static List<JsonNode> rows(String database, String query) {
    List<JsonNode> rows = new ArrayList<>();
    try (var connection = TestPostgres.shared().connect(database);
        var statement = connection.createStatement();
        var result =
            statement.executeQuery("SELECT to_jsonb(row) FROM (%s) AS row".formatted(query))) {
      while (result.next()) rows.add(Json.read(result.getString(1)));
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
    return rows;
  }

  public static void execute(String database, String sql) {
    try (var connection = TestPostgres.shared().connect(database);
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }
}
