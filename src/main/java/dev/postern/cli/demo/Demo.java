package dev.postern.cli.demo;

import dev.postern.cli.Launch.Launched;
import dev.postern.cli.Machine;
import dev.postern.databases.CreateDatabase;
import dev.postern.databases.DatabaseAddress;
import dev.postern.databases.NewDatabase;
import dev.postern.db.ConnectionCheck;
import dev.postern.db.ConnectionString;
import dev.postern.db.StoreTable;
import dev.postern.db.Stores;
import dev.postern.projects.KeySet.Kind;
import dev.postern.projects.NewKeySet;
import dev.postern.projects.NewProject;
import dev.postern.projects.Project;
import dev.postern.settings.FirstSettings;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The demo project: always the same one, in a database of its own.
public record Demo(Launched server, ConnectionString administrator, Machine machine) {
  static final UUID PROJECT = UUID.fromString("de300000-0000-4000-8000-000000000001");
  private static final UUID STORE = UUID.fromString("de300000-0000-4000-8000-000000000002");
  private static final String NAME = "demo";
  private static final String RUNTIME_ROLE = "demo_postern";
  private static final int PASSWORD_BITS = 120;

  /// What an app needs to use it.
  public record Made(DemoFile file, DemoFile.Secrets secrets, DatabaseAddress database) {}

  /// Finds the project, or makes what is missing of it. The keys are in the file alone, since home
  /// has their hashes; where it is lost, there are new ones.
  public Made ready(DemoFile file, URI publicUrl) {
    var secrets = file.read().filter(this::work).orElseGet(this::make);
    var address = creation().addressOf(database(secrets));
    file.write(secrets, publicUrl, address);
    return new Made(file, secrets, address);
  }

  private boolean work(DemoFile.Secrets secrets) {
    return find().filter(project -> accepts(project, secrets)).isPresent()
        && Stores.check(creation().addressOf(database(secrets)).where())
            instanceof ConnectionCheck.Usable;
  }

  private boolean accepts(Project project, DemoFile.Secrets secrets) {
    var now = machine.clock().now();
    return project.publishes()
        && project.accepts(Kind.PUBLISHABLE_CLIENT, secrets.publishableKey(), now)
        && project.accepts(Kind.SECRET_SERVER, secrets.secretKey(), now);
  }

  private DemoFile.Secrets make() {
    var keys = NewKeySet.forSdk("Made by dev", machine.tokens(), machine.clock().now());
    var secrets =
        new DemoFile.Secrets(
            keys.publishable().reveal(),
            keys.secret().reveal(),
            machine.tokens().token(PASSWORD_BITS));
    // Opened at once, so that the first user does not wait for its migrations.
    creation().create(database(secrets)).once(StoreTable::now);
    var project = NewProject.of(PROJECT, "Demo").publishedIn(STORE);
    server.projects().create().create(project, FirstSettings.ofNewProject(), List.of(keys));
    server.projects().projects().mayHaveChanged();
    return secrets;
  }

  private Optional<Project> find() {
    return server.projects().projects().find(PROJECT.toString());
  }

  private CreateDatabase creation() {
    return new CreateDatabase(administrator, server.projects().stores(), machine.tokens());
  }

  private static NewDatabase database(DemoFile.Secrets secrets) {
    var owner = new NewDatabase.Owner(NAME, secrets.databasePassword());
    return new NewDatabase(NAME, owner, RUNTIME_ROLE, STORE);
  }
}
