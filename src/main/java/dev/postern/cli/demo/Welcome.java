package dev.postern.cli.demo;

import dev.postern.cli.Machine;
import dev.postern.config.Config;
import java.time.Duration;

/// What `dev` prints when it is ready: everything an app needs, ready to be pasted.
public record Welcome(Config config, Demo.Made demo, Machine machine) {
  private static final String PSQL_IS_MISSING =
      "(psql is not on this machine: apt install postgresql-client, or brew install libpq)";

  /// Prints it.
  public void print() {
    var url = config.network().publicUrl();
    say("");
    say("  %s at %s%s".formatted(bold("Postern is ready"), url, startedIn()));
    block(
        "Next.js: .env.local, also kept in " + demo.file().path(),
        DemoFile.lines(demo.secrets(), url, demo.database()));
    block("Vite and React: .env.local", vite());
    block("… and in the app, since Vite hands no variables to libraries", app());
    block("The demo project's database, with your users in neon_auth.users_sync", psql());
    block("The first user", curl());
    say("");
    say("  Ctrl-C stops everything; the next start finds it again. Requests follow.");
    say("");
  }

  private String vite() {
    return """
    VITE_STACK_API_URL=%s
    VITE_STACK_PROJECT_ID=%s
    VITE_STACK_PUBLISHABLE_CLIENT_KEY=%s
    """
        .formatted(config.network().publicUrl(), Demo.PROJECT, demo.secrets().publishableKey());
  }

  private static String app() {
    return """
    new StackClientApp({
      baseUrl: import.meta.env.VITE_STACK_API_URL,
      projectId: import.meta.env.VITE_STACK_PROJECT_ID,
      publishableClientKey: import.meta.env.VITE_STACK_PUBLISHABLE_CLIENT_KEY,
      tokenStore: "cookie",
    })
    """;
  }

  private String psql() {
    var command = "psql '%s'\n".formatted(demo.database().uri());
    return machine.program("psql").isPresent() ? command : command + PSQL_IS_MISSING + "\n";
  }

  private String curl() {
    return """
    curl -s %s/api/v1/auth/password/sign-up \\
      -H 'content-type: application/json' \\
      -H 'x-stack-access-type: client' \\
      -H 'x-stack-project-id: %s' \\
      -H 'x-stack-publishable-client-key: %s' \\
      -d '{"email": "ada@example.com", "password": "correct horse battery"}'
    """
        .formatted(config.network().publicUrl(), Demo.PROJECT, demo.secrets().publishableKey());
  }

  private void block(String heading, String lines) {
    say("");
    say("  " + bold(heading));
    say("");
    lines.lines().forEach(line -> say("    " + line));
  }

  private String startedIn() {
    var now = machine.clock().now();
    return ProcessHandle.current()
        .info()
        .startInstant()
        .map(start -> ", %.1f s after its start".formatted(seconds(Duration.between(start, now))))
        .orElse("");
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }

  private String bold(String text) {
    return machine.isTerminal() ? "\033[1m" + text + "\033[0m" : text;
  }

  private void say(String line) {
    machine.out().println(line);
  }
}
