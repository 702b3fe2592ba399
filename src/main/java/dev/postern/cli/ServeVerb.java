package dev.postern.cli;

import dev.postern.bootstrap.Home;
import dev.postern.cli.logs.LogSetup;
import dev.postern.config.Config;
import dev.postern.config.Mode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Model.CommandSpec;

/// Serves in production.
record ServeVerb(Machine machine) {
  private static final Logger LOG = LoggerFactory.getLogger(ServeVerb.class);

  CommandSpec spec() {
    return Verb.named(
        "serve",
        _ -> serve(),
        "Serve in production, configured by the environment alone.%n",
        "POSTERN_DATABASE_URL names the Postgres to live in; without it, one of our own is kept in"
            + " POSTERN_DATA. POSTERN_PUBLIC_URL must be set, and with a database of your own"
            + " POSTERN_MASTER_KEY. Everything that is wrong is reported at once. TERM stops the"
            + " server when the requests in flight are done, at most ten seconds later; the exit"
            + " code is then 0, or 1 where something did not stop cleanly.");
  }

  int serve() {
    var config = Config.from(Mode.SERVE, machine.environment());
    LogSetup.of(config.logging());
    var lifetime = Lifetime.untilToldToEnd();
    try {
      var server = machine.launch().start(config, () -> home(config, lifetime), (_, _, _) -> {});
      lifetime.endsWith(server.stop());
      server.ready().run();
    } catch (RuntimeException failure) {
      lifetime.fails();
      throw failure;
    }
    LOG.info("Serving {} on port {}", config.network().publicUrl(), config.network().port());
    lifetime.last();
    return 0;
  }

  private Home home(Config config, Lifetime lifetime) {
    var home = OpenHome.serving(config, machine.tokens(), LOG::info);
    lifetime.endsWith(home);
    return home.home();
  }
}
