package dev.postern.cli;

import dev.postern.projects.NewKeySet;
import dev.postern.projects.ProjectId;
import java.io.PrintStream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/// Makes keys for a project.
record KeysVerb(Machine machine) {

  CommandSpec spec() {
    var create =
        Verb.named(
            "create",
            this::create,
            "Make another pair of keys for a project and print them; they are not shown again."
                + " Those that it has stay valid.");
    create.addPositional(
        PositionalParamSpec.builder()
            .paramLabel("PROJECT")
            .type(String.class)
            .arity("1")
            .description("The id of the project.")
            .build());
    var spec = CommandSpec.create().name("keys").mixinStandardHelpOptions(true);
    spec.usageMessage().synopsisSubcommandLabel("VERB").description("Make keys for a project.");
    return spec.addSubcommand("create", create);
  }

  private int create(ParseResult arguments) {
    var id = arguments.<String>matchedPositionalValue(0, "");
    try (var desk = Desk.open(machine)) {
      var project =
          desk.projects()
              .projects()
              .find(id)
              .orElseThrow(() ->
                  new Trouble(
                      "There is no project %s. ./postern project list shows all.".formatted(id)));
      var keys = NewKeySet.forSdk("By command line", machine.tokens(), machine.clock().now());
      desk.projects().create().addKeySet(project.id(), keys);
      print(project.id(), keys, machine.out());
      return 0;
    }
  }

  /// Prints the keys as lines of an environment.
  static void print(ProjectId project, NewKeySet keys, PrintStream out) {
    out.println("STACK_PROJECT_ID=" + project);
    out.println("STACK_PUBLISHABLE_CLIENT_KEY=" + keys.publishable().reveal());
    out.println("STACK_SECRET_SERVER_KEY=" + keys.secret().reveal());
  }
}
