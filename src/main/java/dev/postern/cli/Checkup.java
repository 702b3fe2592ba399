package dev.postern.cli;

import dev.postern.config.Config;
import dev.postern.config.ConfigurationProblem;
import dev.postern.config.Mode;
import dev.postern.crypto.UnknownMasterKey;
import dev.postern.db.ConnectionCheck;
import dev.postern.db.ConnectionString;
import dev.postern.db.Migrations;
import dev.postern.db.StoreTable;
import dev.postern.db.Stores;
import dev.postern.db.UnusableConnectionString;
import dev.postern.embedded.EmbeddedPostgresException;
import dev.postern.errors.Unavailable;
import dev.postern.projects.ProjectId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What `doctor` looks at, one after the other.
record Checkup(Machine machine) {
  private static final Duration TOLERATED = Duration.ofSeconds(1);

  /// What one look has shown.
  record Finding(String what, boolean isWell, String words) {}

  List<Finding> findings() {
    var findings = new ArrayList<Finding>(configuration());
    try (var desk = Desk.open(machine)) {
      findings.add(database(desk.home().home().where(), "database"));
      findings.add(well("migrations", "current"));
      findings.add(clock(desk));
      findings.add(masterKey(desk));
      for (var store : desk.projects().stores().list())
        findings.add(database(store.where(), "store"));
    } catch (ConfigurationProblem _) {
      return findings;
    } catch (Migrations.Behind behind) {
      findings.add(wrong("migrations", String.valueOf(behind.getMessage())));
    } catch (Trouble
        | EmbeddedPostgresException
        | UnknownMasterKey
        | UnusableConnectionString
        | Unavailable failure) {
      findings.add(wrong("home", String.valueOf(failure.getMessage())));
    }
    return findings;
  }

  /// As production would read it.
  private List<Finding> configuration() {
    try {
      var config = Config.from(Mode.SERVE, machine.environment());
      var url = config.network().publicUrl();
      var isSafe = "https".equals(url.getScheme()) || "localhost".equals(url.getHost());
      return List.of(
          well("configuration", "fit for serve"),
          new Finding("public URL", isSafe, isSafe ? url.toString() : url + " is not https"));
    } catch (ConfigurationProblem problem) {
      return problem.complaints().stream().map(one -> wrong("configuration", one)).toList();
    }
  }

  private static Finding database(ConnectionString where, String what) {
    return switch (Stores.check(where)) {
      case ConnectionCheck.Usable usable ->
          well(what, "%s, Postgres %d".formatted(where, usable.majorVersion()));
      case ConnectionCheck.Unusable(_, var message) -> wrong(what, message);
    };
  }

  private Finding clock(Desk desk) {
    var apart = StoreTable.apart(desk.stores().home(), machine.clock());
    if (apart.compareTo(TOLERATED) < 0) return well("clock", "agrees with the database's");
    return wrong(
        "clock",
        "%d ms apart from the database's: let both machines set theirs by NTP"
            .formatted(apart.toMillis()));
  }

  private static Finding masterKey(Desk desk) {
    try {
      if (desk.projects().projects().find(ProjectId.INTERNAL.value()).isPresent())
        return well("master key", "opens the signing keys");
      return wrong(
          "master key", "nothing to try it on: the server has never been started on this database");
    } catch (UnknownMasterKey other) {
      return wrong("master key", String.valueOf(other.getMessage()));
    }
  }

  private static Finding well(String what, String words) {
    return new Finding(what, true, words);
  }

  private static Finding wrong(String what, String words) {
    return new Finding(what, false, words);
  }
}
