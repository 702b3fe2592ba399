package dev.postern.cli;

import dev.postern.clock.Clock;
import dev.postern.crypto.SecureToken;
import java.io.Console;
import java.io.File;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What verbs may touch of the world.
///
/// @param out what was asked for
/// @param err what is said beside it
public record Machine(
    Map<String, String> environment,
    PrintStream out,
    PrintStream err,
    Clock clock,
    SecureToken tokens,
    Launch launch) {

  /// Whether somebody looks on who likes colours.
  public boolean isTerminal() {
    var isTerminal = Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    return isTerminal && !environment.containsKey("NO_COLOR");
  }

  /// A program of this machine, if it has it.
  public Optional<Path> program(String name) {
    var path = environment.getOrDefault("PATH", "");
    return Stream.of(path.split(File.pathSeparator, -1))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
