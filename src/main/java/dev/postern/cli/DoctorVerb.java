package dev.postern.cli;

import picocli.CommandLine.Model.CommandSpec;

/// Looks for what is wrong, and says what to do.
record DoctorVerb(Machine machine) {

  CommandSpec spec() {
    return Verb.named(
        "doctor",
        _ -> examine(),
        "Look for what is wrong, and say what to do: configuration, database, migrations, clock,"
            + " master key, every attached database. The exit code is 1 when something is.");
  }

  private int examine() {
    var findings = new Checkup(machine).findings();
    for (var finding : findings) {
      var mark = finding.isWell() ? "ok     " : "WRONG  ";
      machine.out().println("%s%-16s %s".formatted(mark, finding.what(), finding.words()));
    }
    return findings.stream().allMatch(Checkup.Finding::isWell) ? 0 : 1;
  }
}
