package dev.postern.embedded;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/// Runs other programs, in an environment that is the same everywhere: nothing that is set for a
/// `psql` or in a shell's profile reaches them.
final class Program {
  private Program() {}

  /// Its exit code, or empty when it was ended for taking longer than the limit.
  static OptionalInt run(List<String> command, Redirect output, Duration limit) throws IOException {
    var process = start(command, output);
    if (endsWithin(process.toHandle(), limit)) return OptionalInt.of(process.exitValue());
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    return OptionalInt.empty();
  }

  static boolean succeeds(List<String> command) throws IOException {
    var exit = run(command, Redirect.DISCARD, Duration.ofSeconds(10));
    return exit.isPresent() && exit.getAsInt() == 0;
  }

  static Process start(List<String> command, Redirect output) throws IOException {
    var builder = new ProcessBuilder(command);
    builder.environment().clear();
    builder.environment().put("PATH", "/usr/bin:/bin:/usr/sbin:/sbin");
    builder.environment().put("LC_ALL", "C");
    builder.environment().put("TZ", "UTC");
    builder.redirectInput(Redirect.from(new File("/dev/null")));
    builder.redirectErrorStream(true);
    builder.redirectOutput(output);
    builder.directory(new File("/"));
    return builder.start();
  }

  /// Waits for the end of a process, at most this long. An interrupt does not cut the wait short,
  /// since a database that is half started or half stopped helps nobody.
  static boolean endsWithin(ProcessHandle process, Duration limit) {
    return process
        .onExit()
        .thenApply(_ -> true)
        .completeOnTimeout(false, limit.toMillis(), TimeUnit.MILLISECONDS)
        .join();
  }

  /// Sends a signal by its name (`INT`); Java itself knows but two.
  static void signal(ProcessHandle process, String signal) throws IOException {
    var script = "kill -s \"$1\" \"$2\"";
    var pid = Long.toString(process.pid());
    run(
        List.of(SystemTools.SHELL, "-c", script, "sh", signal, pid),
        Redirect.DISCARD,
        Duration.ofSeconds(10));
  }
}
