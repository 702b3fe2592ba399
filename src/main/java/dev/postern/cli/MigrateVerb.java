package dev.postern.cli;

import dev.postern.db.ConnectionCheck;
import dev.postern.db.StoreTable;
import dev.postern.db.Stores;
import dev.postern.errors.Unavailable;
import dev.postern.projects.StoreRegistry.Registered;
import picocli.CommandLine.Model.CommandSpec;

/// Migrates home and every attached database.
record MigrateVerb(Machine machine) {

  CommandSpec spec() {
    return Verb.named(
        "migrate",
        _ -> migrate(),
        "Migrate home and every attached database to what this version needs.%n",
        "The server does the same by itself: home when it starts, a database when it is first used."
            + " Doing it here takes the wait out of the first request.");
  }

  private int migrate() {
    try (var desk = Desk.migrating(machine)) {
      machine.out().println("home      current");
      var failed = 0;
      for (var store : desk.projects().stores().list()) failed += migrate(desk, store);
      return failed == 0 ? 0 : 1;
    }
  }

  /// Counts one where it failed.
  private int migrate(Desk desk, Registered store) {
    var where = store.where();
    if (Stores.check(where) instanceof ConnectionCheck.Unusable unusable)
      return told(where + ": " + unusable.message());
    try {
      desk.stores().attached(store.id(), where).once(StoreTable::now);
      machine.out().println("current   " + where);
      return 0;
    } catch (Unavailable refused) {
      return told(refused.getMessage());
    }
  }

  private int told(String trouble) {
    machine.out().println("FAILED    " + trouble);
    return 1;
  }
}
