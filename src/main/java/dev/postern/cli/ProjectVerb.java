package dev.postern.cli;

import dev.postern.databases.AttachDatabase.Attached;
import dev.postern.databases.AttachDatabase.Giver;
import dev.postern.db.ConnectionString;
import dev.postern.projects.NewKeySet;
import dev.postern.projects.NewProject;
import dev.postern.settings.FirstSettings;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/// Makes and lists projects.
record ProjectVerb(Machine machine) {
  private static final String DATABASE = "--database";

  CommandSpec spec() {
    var spec = CommandSpec.create().name("project").mixinStandardHelpOptions(true);
    spec.usageMessage().synopsisSubcommandLabel("VERB").description("Make and list projects.");
    spec.addSubcommand("create", createSpec());
    spec.addSubcommand("list", Verb.named("list", _ -> list(), "List all projects."));
    return spec;
  }

  private CommandSpec createSpec() {
    var spec =
        Verb.named(
            "create",
            this::create,
            "Make a project and print its keys, which are not shown again.");
    spec.addPositional(
        PositionalParamSpec.builder()
            .paramLabel("NAME")
            .type(String.class)
            .arity("1")
            .description("What people see it as.")
            .build());
    spec.addOption(
        OptionSpec.builder(DATABASE)
            .paramLabel("URL")
            .type(String.class)
            .description(
                "Where its users are published in neon_auth.users_sync: home, or a connection"
                    + " string. Without it they are not published.")
            .build());
    return spec;
  }

  private int create(ParseResult arguments) {
    var name = arguments.<String>matchedPositionalValue(0, "Project");
    try (var desk = Desk.open(machine)) {
      var project = NewProject.named(name, machine.tokens());
      if (arguments.hasMatchedOption(DATABASE)) {
        var attached = attach(desk, arguments.matchedOptionValue(DATABASE, "home"));
        attached.warning().ifPresent(machine.err()::println);
        project = project.publishedIn(attached.storeId());
      }
      var keys = NewKeySet.forSdk("First keys", machine.tokens(), machine.clock().now());
      desk.projects().create().create(project, FirstSettings.ofNewProject(), List.of(keys));
      KeysVerb.print(project.id(), keys, machine.out());
      return 0;
    }
  }

  private static Attached attach(Desk desk, String database) {
    if (database.equals("home")) return desk.attach().attachHome();
    return desk.attach().attach(ConnectionString.parse(database), Giver.OPERATOR);
  }

  private int list() {
    try (var desk = Desk.open(machine)) {
      for (var project : desk.projects().projects().list())
        machine
            .out()
            .println(
                "%-36s  %-24s  %s"
                    .formatted(project.id(), project.displayName(), project.database()));
      return 0;
    }
  }
}
