package dev.postern;

import dev.postern.bootstrap.Home;
import dev.postern.cli.Launch.Launched;
import dev.postern.cli.Machine;
import dev.postern.cli.Postern;
import dev.postern.clock.Clock;
import dev.postern.config.Config;
import dev.postern.crypto.SecureToken;
import dev.postern.http.WebServer.RequestLog;
import java.util.List;
import java.util.function.Supplier;

/// Hands the command line what it may touch of the world.
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    var machine =
        new Machine(
            System.getenv(),
            System.out,
            System.err,
            Clock.system(),
            new SecureToken(),
            Main::launch);
    System.exit(new Postern(machine).run(List.of(arguments)));
  }

  private static Launched launch(Config config, Supplier<Home> home, RequestLog requests) {
    var port = config.network().port();
    var running = Server.start(config, home, port, Server.Watch.of(requests));
    return new Launched(
        running.stores(), running.parts().projects(), running::ready, running::stop);
  }
}
