package dev.postern.cli;

import dev.postern.config.Mode;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;

/// Looks for what is wrong, and says what to do.
record DoctorVerb(Machine machine) {
  private static final String FOR = "--for";

  CommandSpec spec() {
    var spec =
        Verb.named(
            "doctor",
            this::examine,
            "Look for what is wrong, and say what to do: configuration, database, migrations,"
                + " clock, master key, every attached database, and with a key of the control"
                + " plane the right to make databases. The exit code is 1 when something is.");
    spec.addOption(
        OptionSpec.builder(FOR)
            .paramLabel("dev|serve")
            .type(Mode.class)
            .converters(DoctorVerb::mode)
            .description(
                "What for the configuration is to be fit. Without it: dev, where neither"
                    + " POSTERN_PUBLIC_URL nor POSTERN_DATABASE_URL is set, and serve otherwise.")
            .build());
    return spec;
  }

  private static Mode mode(String word) {
    return switch (word) {
      case "dev" -> Mode.DEV;
      case "serve" -> Mode.SERVE;
      default -> throw new TypeConversionException("'%s' is neither".formatted(word));
    };
  }

  private Mode usualMode() {
    var isProduction =
        Stream.of("POSTERN_PUBLIC_URL", "POSTERN_DATABASE_URL")
            .anyMatch(name -> !machine.environment().getOrDefault(name, "").isBlank());
    return isProduction ? Mode.SERVE : Mode.DEV;
  }

  private int examine(ParseResult arguments) {
    var findings = new Checkup(machine).findings(arguments.matchedOptionValue(FOR, usualMode()));
    for (var finding : findings) {
      var mark = finding.isWell() ? "ok     " : "WRONG  ";
      machine.out().println("%s%-16s %s".formatted(mark, finding.what(), finding.words()));
    }
    return findings.stream().allMatch(Checkup.Finding::isWell) ? 0 : 1;
  }
}
