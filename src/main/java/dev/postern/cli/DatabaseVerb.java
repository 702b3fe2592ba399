package dev.postern.cli;

import dev.postern.cli.logs.LogSetup;
import dev.postern.config.Config;
import dev.postern.config.Mode;
import dev.postern.db.ConnectionString;
import dev.postern.db.Migrations;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/// Says what a database is.
record DatabaseVerb(Machine machine) {

  CommandSpec spec() {
    var adopt =
        Verb.named(
            "adopt",
            this::adopt,
            "Take a database that was restored, or copied, for the original.%n",
            "A copy is not served by itself: the original may still be, and there would be two of"
                + " every user. So see to it that nobody uses the original any more.");
    adopt.addPositional(
        PositionalParamSpec.builder()
            .paramLabel("URL")
            .type(String.class)
            .arity("0..1")
            .description("Its connection string; without it, home.")
            .build());
    var spec = CommandSpec.create().name("database").mixinStandardHelpOptions(true);
    spec.usageMessage().synopsisSubcommandLabel("VERB").description("Say what a database is.");
    return spec.addSubcommand("adopt", adopt);
  }

  private int adopt(ParseResult arguments) {
    if (arguments.hasMatchedPositional(0))
      return adopt(ConnectionString.parse(arguments.matchedPositionalValue(0, "")));
    var config = Config.from(Mode.DEV, machine.environment());
    LogSetup.quiet(config.logging());
    try (var home = OpenHome.visiting(config, machine.err()::println)) {
      return adopt(home.home().where());
    }
  }

  private int adopt(ConnectionString where) {
    if (!Migrations.adopt(where)) throw new Trouble("There is nothing of Postern in " + where);
    machine.out().println("adopted   " + where);
    return 0;
  }
}
