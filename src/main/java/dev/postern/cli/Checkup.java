package dev.postern.cli;

import dev.postern.config.Config;
import dev.postern.config.ConfigurationProblem;
import dev.postern.config.Mode;
import dev.postern.crypto.UnknownMasterKey;
import dev.postern.databases.CreateDatabase;
import dev.postern.db.ConnectionCheck;
import dev.postern.db.ConnectionString;
import dev.postern.db.Migrations;
import dev.postern.db.StoreTable;
import dev.postern.db.Stores;
import dev.postern.db.UnusableConnectionString;
import dev.postern.embedded.EmbeddedPostgresException;
import dev.postern.errors.Refused;
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

  /// @param mode what for the configuration is to be fit
  List<Finding> findings(Mode mode) {
    var findings = new ArrayList<Finding>(configuration(mode));
    try (var desk = Desk.open(machine)) {
      findings.add(database(desk.home().home().where(), "database"));
      findings.add(well("migrations", "current"));
      findings.add(clock(desk));
      findings.add(masterKey(desk));
      for (var store : desk.projects().stores().list())
        findings.add(database(store.where(), "store"));
      var config = Config.from(Mode.DEV, machine.environment());
      if (makesDatabases(config)) findings.add(provisioning(desk, config));
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

  private List<Finding> configuration(Mode mode) {
    try {
      var config = Config.from(mode, machine.environment());
      return switch (mode) {
        case DEV -> List.of(well("configuration", "fit for dev; for production ask --for serve"));
        case SERVE -> List.of(well("configuration", "fit for serve"), publicUrl(config));
      };
    } catch (ConfigurationProblem problem) {
      return problem.complaints().stream().map(one -> wrong("configuration", one)).toList();
    }
  }

  private static Finding publicUrl(Config config) {
    var url = config.network().publicUrl();
    var isSafe = "https".equals(url.getScheme()) || "localhost".equals(url.getHost());
    return new Finding("public URL", isSafe, isSafe ? url.toString() : url + " is not https");
  }

  /// Without a key nobody asks for databases, and then home's role needs no right to make any.
  private static boolean makesDatabases(Config config) {
    return config.controlApiKey().isPresent() || config.storage().provisionUrl().isPresent();
  }

  private Finding provisioning(Desk desk, Config config) {
    var administrator = desk.home().administrator(config);
    var server = new CreateDatabase(administrator, desk.projects().stores(), machine.tokens());
    try {
      server.serverVersion();
      return well("provisioning", administrator + " may make databases");
    } catch (Refused mayNot) {
      return wrong("provisioning", mayNot.refusal().shape().text());
    } catch (Unavailable failure) {
      return wrong("provisioning", failure.getMessage());
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
