package dev.postern.server;

import dev.postern.Server;
import dev.postern.bootstrap.Home;
import dev.postern.clock.Clock;
import dev.postern.config.Config;
import dev.postern.config.Mode;
import dev.postern.crypto.MasterKey;
import dev.postern.crypto.SecureToken;
import dev.postern.db.ConnectionString;
import dev.postern.projects.NewKeySet;
import dev.postern.projects.NewProject;
import dev.postern.projects.ProjectId;
import dev.postern.projects.TenantId;
import dev.postern.settings.FirstSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A real server on a real Postgres, with what it did wrong noted.
final class RunningServer implements AutoCloseable {
  static final String PUBLIC_URL = "https://auth.example.com";

  private static final Map<String, String> CHEAP =
      Map.of(
          "POSTERN_PUBLIC_URL", PUBLIC_URL,
          "POSTERN_OPERATOR_SIGN_UP", "open",
          "POSTERN_HASHING_MEMORY_KIB", "64",
          "POSTERN_HASHING_ITERATIONS", "1");

  final Defects defects = new Defects();
  final SecureToken tokens = new SecureToken();
  final Clock clock;
  final Server.Running running;
  final ConnectionString home;
  private @Nullable TestProject internal;

  private RunningServer(Map<String, String> environment, Clock clock) {
    this.clock = clock;
    var all = new HashMap<>(CHEAP);
    all.putAll(environment);
    home = ConnectionString.parse(TestPostgres.shared().newDatabaseUrl());
    var watch = new Server.Watch(clock, defects::statement, defects::refused, defects::served);
    var masterKey = MasterKey.generate(tokens);
    running = Server.start(Config.from(Mode.DEV, all), () -> new Home(home, masterKey), 0, watch);
    running.ready();
  }

  private static final class Shared {
    static final RunningServer SERVER = new RunningServer(Map.of(), Clock.system());

    static {
      Runtime.getRuntime().addShutdownHook(new Thread(SERVER::close));
    }
  }

  static RunningServer shared() {
    return Shared.SERVER;
  }

  /// A server of one's own, for what would disturb the others.
  static RunningServer start(Map<String, String> environment, Clock clock) {
    return new RunningServer(environment, clock);
  }

  /// The project `internal`, made by the first who asks.
  synchronized TestProject internal(Supplier<NewKeySet> makeKeys) {
    if (internal != null) return internal;
    var id = ProjectId.INTERNAL;
    var project = new NewProject(id, TenantId.INTERNAL, "Internal", "", null, false, null);
    var keys = makeKeys.get();
    var settings = FirstSettings.ofInternal(true);
    running.parts().projects().create().create(project, settings, List.of(keys));
    internal = new TestProject(this, id.value(), null, keys);
    return internal;
  }

  String url() {
    return "http://127.0.0.1:" + running.port();
  }

  @Override
  public void close() {
    running.close();
  }
}
