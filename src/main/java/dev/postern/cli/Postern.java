package dev.postern.cli;

import java.util.List;

/// The whole command line.
public final class Postern {
  private static final List<String> SERVE = List.of("serve");

  private final Machine machine;

  public Postern(Machine machine) {
    this.machine = machine;
  }

  /// Does what the arguments say and answers the exit code: 0 done, 1 trouble, 2 not understood.
  public int run(List<String> arguments) {
    try {
      // picocli costs a fifth of a second: its classes are too old for Java's cache of the start.
      if (arguments.equals(SERVE)) return new ServeVerb(machine).serve();
      return new Grammar(machine).read(arguments).getAsInt();
    } catch (RuntimeException failure) {
      return Trouble.tell(failure, machine.err());
    }
  }
}
