package dev.postern.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// `./postern` with a verb, in a process of its own.
record PosternProcess(Process process, Path out, Path err) implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration LOOK_AGAIN_AFTER = Duration.ofMillis(50);

  /// Starts the script with nothing in its environment but `variables` and what finds programs.
  static PosternProcess start(Path script, Map<String, String> variables, String... arguments)
      throws IOException {
    var command = new ArrayList<>(List.of(script.toString()));
    command.addAll(List.of(arguments));
    var out = Files.createTempFile("postern", ".out");
    var err = Files.createTempFile("postern", ".err");
    var builder = new ProcessBuilder(command).redirectOutput(out.toFile());
    builder.redirectError(err.toFile()).directory(Path.of("/").toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("POSTERN_"));
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().putAll(variables);
    return new PosternProcess(builder.start(), out, err);
  }

  static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /// Waits until it has printed this.
  PosternProcess untilItSays(String words) {
    until(() -> said().contains(words));
    return this;
  }

  /// Waits until the server on this port is ready for requests.
  PosternProcess untilReady(int port) {
    until(() -> isReady(port));
    return this;
  }

  /// The exit code of a verb that ends by itself.
  int exitCode() throws InterruptedException {
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) fail("It goes on:\n" + said());
    return process.exitValue();
  }

  /// Tells it to end, as a service manager does. A clean end is no failure.
  void stop() throws InterruptedException {
    process.destroy();
    assertThat(exitCode()).as(said()).isZero();
  }

  /// What it has logged.
  List<String> logged() {
    try {
      return Files.readAllLines(err);
    } catch (IOException unreadable) {
      throw new AssertionError(unreadable);
    }
  }

  /// All that it has printed.
  String said() {
    try {
      return Files.readString(out) + Files.readString(err);
    } catch (IOException unreadable) {
      throw new AssertionError(unreadable);
    }
  }

  private void until(BooleanSupplier condition) {
    var deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (!process.isAlive()) fail("It has ended:\n" + said());
      if (System.nanoTime() > deadline) fail("It took too long:\n" + said());
      LockSupport.parkNanos(LOOK_AGAIN_AFTER.toNanos());
    }
  }

  private static boolean isReady(int port) {
    var url = URI.create("http://127.0.0.1:%d/health/ready".formatted(port));
    try (var http = HttpClient.newHttpClient()) {
      var request = HttpRequest.newBuilder(url).timeout(Duration.ofSeconds(5)).build();
      return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException _) {
      return false;
    } catch (InterruptedException stopped) {
      throw new AssertionError(stopped);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
