package dev.postern.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// How the words of a command line are read.
record Grammar(Machine machine) {
  private static final int NOT_UNDERSTOOD = 2;

  /// What the arguments ask for. Help and complaints about the arguments are told right here.
  IntSupplier read(List<String> arguments) {
    var asked = new AtomicReference<@Nullable IntSupplier>();
    var line = commandLine();
    line.setExecutionStrategy(parsed -> find(parsed, asked));
    var exitCode = line.execute(arguments.toArray(String[]::new));
    var verb = asked.get();
    return verb == null ? () -> exitCode : verb;
  }

  private CommandLine commandLine() {
    var line = new CommandLine(spec());
    line.setOut(new PrintWriter(machine.out(), true, UTF_8));
    line.setErr(new PrintWriter(machine.err(), true, UTF_8));
    line.setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF));
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
        new DatabaseVerb(machine).spec(),
        new DoctorVerb(machine).spec(),
        new PsqlVerb(machine).spec());
  }

  /// Notes the innermost verb that was said; one that has verbs of its own shows its help.
  private static int find(ParseResult parsed, AtomicReference<@Nullable IntSupplier> asked) {
    var help = CommandLine.executeHelpRequest(parsed);
    if (help != null) return help;
    var said = parsed;
    while (said.hasSubcommand()) said = said.subcommand();
    var innermost = said;
    var spec = innermost.commandSpec();
    if (spec.userObject() instanceof Verb verb) {
      asked.set(() -> verb.run(innermost));
      return 0;
    }
    var line = spec.commandLine();
    line.usage(line.getErr());
    return NOT_UNDERSTOOD;
  }
}
