package dev.postern.cli;

import dev.postern.cli.logs.LogSetup;
import dev.postern.config.Config;
import dev.postern.config.Mode;
import dev.postern.crypto.Keyring;
import dev.postern.databases.AttachDatabase;
import dev.postern.db.Migrations;
import dev.postern.db.StatementObserver;
import dev.postern.db.Stores;
import dev.postern.jobs.Jobs;
import dev.postern.projects.ProjectDesk;
import java.util.List;

/// Home and its projects, for verbs that work beside the server.
record Desk(OpenHome home, Stores stores, ProjectDesk projects, AttachDatabase attach)
    implements AutoCloseable {

  /// Leaves databases as they are, since a server of another version may run on them.
  static Desk open(Machine machine) {
    return open(
        config(machine), machine, Migrations.shipped(machine.clock()).refusingWhatIsBehind());
  }

  /// Brings home to this version, and every other database that is opened.
  static Desk migrating(Machine machine) {
    return open(config(machine), machine, Migrations.shipped(machine.clock()));
  }

  private static Config config(Machine machine) {
    var config = Config.from(Mode.DEV, machine.environment());
    LogSetup.quiet(config.logging());
    return config;
  }

  private static Desk open(Config config, Machine machine, Migrations migrations) {
    var home = OpenHome.visiting(config, machine.err()::println);
    try {
      return of(home, machine, migrations);
    } catch (RuntimeException failure) {
      home.close();
      throw failure;
    }
  }

  private static Desk of(OpenHome home, Machine machine, Migrations migrations) {
    var clock = machine.clock();
    var stores =
        new Stores(
            home.home().where(),
            Stores.Limits.USUAL.withHome(2),
            migrations,
            StatementObserver.NONE,
            clock);
    var keyring = new Keyring(home.home().masterKey(), machine.tokens());
    var projects =
        ProjectDesk.of(stores, keyring, new Jobs(List.of(), clock), machine.tokens(), clock);
    var attach = new AttachDatabase(stores, projects.stores(), machine.tokens());
    return new Desk(home, stores, projects, attach);
  }

  @Override
  public void close() {
    stores.close();
    home.close();
  }
}
