package dev.postern.cli;

import dev.postern.bootstrap.Home;
import dev.postern.config.Config;
import dev.postern.db.Stores;
import dev.postern.http.WebServer.RequestLog;
import dev.postern.projects.ProjectDesk;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Starts a server. Only the root of the house knows what one is made of.
@FunctionalInterface
public interface Launch {
  /// Starts it on a home.
  ///
  /// @param home is asked once, while other things are made ready
  Launched start(Config config, Supplier<Home> home, RequestLog requests);

  /// A server that runs, and how it is stopped.
  ///
  /// @param ready is told when all is there that this start had to make
  /// @param stop answers whether each part stopped cleanly
  record Launched(Stores stores, ProjectDesk projects, Runnable ready, BooleanSupplier stop) {}
}
