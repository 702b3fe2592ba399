package dev.postern.races;

import dev.postern.Server;
import dev.postern.bootstrap.Home;
import dev.postern.config.Config;
import dev.postern.config.Mode;
import dev.postern.crypto.MasterKey;
import dev.postern.db.ConnectionString;
import dev.postern.server.TestClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// A server in a process of its own, in order to be killed.
record ChildServer(Process process, int port) implements AutoCloseable {
  private static final String PROJECT = "6b9bbf0e-3f2a-4c59-9d55-1a2b3c4d5e6f";
  private static final String KEY = "pck_of_the_child";
  private static final String CONTROL_KEY = "key-of-the-control-plane-of-the-child";

  /// Serves one project, published in home, until the parent is gone. The arguments are the
  /// connection string of home and the master key.
  public static void main(String[] arguments) throws IOException {
    var config =
        Config.from(
            Mode.DEV,
            Map.of(
                "POSTERN_PROJECT_ID",
                PROJECT,
                "POSTERN_PROJECT_DATABASE_URL",
                "home",
                "POSTERN_PROJECT_PUBLISHABLE_CLIENT_KEY",
                KEY,
                "POSTERN_CONTROL_API_KEY",
                CONTROL_KEY,
                "POSTERN_HASHING_MEMORY_KIB",
                "64",
                "POSTERN_HASHING_ITERATIONS",
                "1"));
    var home = new Home(ConnectionString.parse(arguments[0]), MasterKey.parse(arguments[1]));
    var running = Server.start(config, () -> home, 0, Server.Watch.of((_, _, _) -> {}));
    System.out.println(running.port());
    System.in.transferTo(System.out);
  }

  static ChildServer start(String home, MasterKey key) throws IOException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var process =
        new ProcessBuilder(
                List.of(
                    java,
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "--enable-native-access=ALL-UNNAMED",
                    "-cp",
                    System.getProperty("java.class.path"),
                    ChildServer.class.getName(),
                    home,
                    key.reveal()))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    return new ChildServer(process, Integer.parseInt(process.inputReader().readLine()));
  }

  TestClient client() {
    return TestClient.of("http://127.0.0.1:" + port)
        .with("x-stack-project-id", PROJECT)
        .with("x-stack-access-type", "client")
        .with("x-stack-publishable-client-key", KEY);
  }

  /// Speaks to the control plane.
  TestClient controlPlane() {
    return TestClient.of("http://127.0.0.1:" + port).with("authorization", "Bearer " + CONTROL_KEY);
  }

  /// `kill -9`.
  void kill() {
    process.destroyForcibly();
  }

  @Override
  public void close() {
    kill();
    process.onExit().join();
  }
}
