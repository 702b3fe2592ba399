package dev.postern.cli;

import dev.postern.cli.logs.LogSetup;
import dev.postern.config.Config;
import dev.postern.config.Mode;
import dev.postern.db.ConnectionString;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/// Opens a database with the machine's own `psql`.
record PsqlVerb(Machine machine) {
  CommandSpec spec() {
    var spec =
        Verb.named(
            "psql",
            this::open,
            "Open home, or another database of its server, with the psql of this machine.%n",
            "What follows -- is handed to psql: ./postern psql demo -- -c 'SELECT 1'.");
    spec.addPositional(
        PositionalParamSpec.builder()
            .paramLabel("DATABASE")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .arity("0..*")
            .description("Its name, such as demo, and what psql gets.")
            .build());
    return spec;
  }

  private int open(ParseResult arguments) {
    var config = Config.from(Mode.DEV, machine.environment());
    LogSetup.quiet(config.logging());
    var program =
        machine
            .program("psql")
            .orElseThrow(() ->
                new Trouble(
                    "psql is not on this machine. Install it: apt install postgresql-client"
                        + " (Debian), brew install libpq (macOS)."));
    try (var home = OpenHome.visiting(config, machine.err()::println)) {
      var where = home.home().where();
      var words = arguments.matchedPositionalValue(0, List.<String>of());
      var isNamed = !words.isEmpty() && !words.getFirst().startsWith("-");
      if (!isNamed) return run(program, where, words);
      return run(program, where.withDatabase(words.getFirst()), words.subList(1, words.size()));
    }
  }

  /// Ctrl-C means a statement of psql's: it ends when psql does.
  private static int run(Path program, ConnectionString where, List<String> more) {
    var command = new ArrayList<>(List.of(program.toString(), where.toString()));
    command.addAll(more);
    var builder = new ProcessBuilder(command).inheritIO();
    // In the arguments every user of the machine could read it.
    builder.environment().put("PGPASSWORD", where.password());
    try {
      var psql = builder.start();
      var patience = new Thread(() -> psql.onExit().join());
      Runtime.getRuntime().addShutdownHook(patience);
      return psql.waitFor();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return 1;
    }
  }
}
