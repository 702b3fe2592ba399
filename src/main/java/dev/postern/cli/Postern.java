package dev.postern.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// The whole command line.
public final class Postern {
  private final Machine machine;

  public Postern(Machine machine) {
    this.machine = machine;
  }

  /// Does what the arguments say and answers the exit code: 0 done, 1 trouble, 2 not understood.
  public int run(List<String> arguments) {
    return commandLine().execute(arguments.toArray(String[]::new));
  }

  private CommandLine commandLine() {
    var spec = spec();
    var line = new CommandLine(spec);
    line.setOut(new PrintWriter(machine.out(), true, UTF_8));
    line.setErr(new PrintWriter(machine.err(), true, UTF_8));
    line.setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF));
    line.setExecutionStrategy(Postern::execute);
    line.setExecutionExceptionHandler((failure, _, _) -> Trouble.tell(failure, machine.err()));
    return line;
  }

  private CommandSpec spec() {
    var spec = CommandSpec.create().name("./postern");
    spec.usageMessage()
        .synopsisSubcommandLabel("VERB")
        .description("An auth server that lives in your Postgres.%n")
        .commandListHeading("%nVerbs:%n")
        .footer(
            "",
            "Everything is configured by environment variables: docs/generated/configuration.md.",
            "POSTERN_JAVA_OPTIONS is handed to Java, as in POSTERN_JAVA_OPTIONS=-Xmx2g.");
    spec.mixinStandardHelpOptions(true);
    spec.versionProvider(() -> new String[] {Version.text()});
    verbs().forEach(verb -> spec.addSubcommand(verb.name(), verb));
    return spec;
  }

  private List<CommandSpec> verbs() {
    return List.of(
        new DevVerb(machine).spec(),
        new ServeVerb(machine).spec(),
        new MigrateVerb(machine).spec(),
        new ProjectVerb(machine).spec(),
        new KeysVerb(machine).spec(),
        new DoctorVerb(machine).spec(),
        new PsqlVerb(machine).spec());
  }

  /// Runs the innermost verb that was said; one that has verbs of its own shows its help.
  private static int execute(ParseResult parsed) {
    var help = CommandLine.executeHelpRequest(parsed);
    if (help != null) return help;
    var said = parsed;
    while (said.hasSubcommand()) said = said.subcommand();
    var spec = said.commandSpec();
    var line = spec.commandLine();
    if (spec.userObject() instanceof Verb verb) return run(verb, said, line);
    line.usage(line.getErr());
    return line.getCommandSpec().exitCodeOnInvalidInput();
  }

  /// Only what is wrapped reaches the one who tells of trouble.
  private static int run(Verb verb, ParseResult said, CommandLine line) {
    try {
      return verb.run(said);
    } catch (RuntimeException failure) {
      throw new ExecutionException(line, "The verb failed", failure);
    }
  }
}
