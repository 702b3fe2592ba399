package dev.postern;

import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A file that is written by a test and checked in, so that a change of it is seen in review.
///
/// The test's class or method carries `@Tag("golden")`, by which `./check golden` finds it and
/// rewrites the file instead of comparing.
public record Golden(Path file) {
  private static final int LINES_SHOWN = 8;

  /// The file at a path from the root of the project.
  public static Golden file(String path) {
    return new Golden(Path.of(path));
  }

  /// Refuses text that is not what the file says, or writes it with `-Dgolden.write=true`.
  public void is(String text) {
    if (Boolean.getBoolean("golden.write")) write(text);
    else compare(text);
  }

  private void compare(String text) {
    if (!Files.exists(file)) fail("%s is missing. ./check golden writes it.".formatted(file));
    var expected = read();
    if (!expected.equals(text)) fail(difference(expected, text));
  }

  private String difference(String expected, String actual) {
    var old = expected.lines().toList();
    var now = actual.lines().toList();
    int first = 0;
    while (first < Math.min(old.size(), now.size()) && old.get(first).equals(now.get(first)))
      first++;
    return """
    %s is not what it was from line %d on. ./check golden rewrites it.
    %s
    %s\
    """
        .formatted(file, first + 1, excerpt("- ", old, first), excerpt("+ ", now, first));
  }

  private static String excerpt(String mark, List<String> lines, int first) {
    if (first >= lines.size()) return mark + "(ends)";
    return IntStream.range(first, Math.min(first + LINES_SHOWN, lines.size()))
        .mapToObj(line -> mark + lines.get(line))
        .collect(Collectors.joining("\n"));
  }

  private String read() {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(String text) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
