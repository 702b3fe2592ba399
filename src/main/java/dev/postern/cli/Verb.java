package dev.postern.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// What a verb does; the answer is the exit code.
@FunctionalInterface
interface Verb {
  int run(ParseResult arguments);

  /// A verb with its name and the sentences that its help shows.
  static CommandSpec named(String name, Verb verb, String... help) {
    var spec = CommandSpec.wrapWithoutInspection(verb).name(name);
    spec.usageMessage().description(help);
    return spec.mixinStandardHelpOptions(true);
  }
}
