package dev.postern;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// How large things may be, and what is said about those that are larger.
record Stops(int file, int method, int parameters, int files, int width) {
  static final Stops PRODUCTION = new Stops(350, 35, 5, 20, 100);
  static final Stops TESTS = new Stops(350, 50, 5, 20, 100);

  private static final Pattern LEFT_OVER = Pattern.compile("\\b(TO[D]O|FIX[M]E|XX[X])\\b");
  private static final Pattern COMMENTED_OUT = Pattern.compile("\\s*//[^/].*[;{}]\\s*");

  List<String> complaints(List<SourceFile> sources) {
    var about = Stream.<Stream<String>>builder();
    for (var source : sources) {
      about.add(
          Stream.of(source.lines().size())
              .filter(n -> n > file)
              .map(n -> says(source, "", n, "lines")));
      about.add(source.methods().stream().flatMap(one -> ofMethod(source, one)));
      about.add(
          IntStream.range(0, source.lines().size()).boxed().flatMap(at -> ofLine(source, at)));
    }
    about.add(ofPackages(sources));
    return about.build().flatMap(all -> all).toList();
  }

  private Stream<String> ofMethod(SourceFile source, SourceFile.Method one) {
    var name = "." + one.name();
    return Stream.concat(
        Stream.of(one.lines()).filter(n -> n > method).map(n -> says(source, name, n, "lines")),
        Stream.of(one.parameters())
            .filter(n -> n > parameters)
            .map(n -> says(source, name, n, "parameters")));
  }

  private Stream<String> ofLine(SourceFile source, int at) {
    var line = source.lines().get(at);
    var name = source.name() + ":" + (at + 1);
    return Stream.of(
            LEFT_OVER.matcher(line).find() ? " leaves something to do" : "",
            COMMENTED_OUT.matcher(line).matches() ? " is commented-out code" : "",
            line.length() > width ? " is %d columns wide".formatted(line.length()) : "")
        .filter(wrong -> !wrong.isEmpty())
        .map(name::concat);
  }

  private Stream<String> ofPackages(List<SourceFile> sources) {
    return sources.stream()
        .filter(source -> !source.name().endsWith("package-info"))
        .collect(Collectors.groupingBy(source -> source.path().getParent(), Collectors.counting()))
        .entrySet()
        .stream()
        .filter(count -> count.getValue() > files)
        .map(count -> count.getKey().getFileName() + " has " + count.getValue() + " files");
  }

  private static String says(SourceFile source, String member, int count, String what) {
    return "%s%s has %d %s".formatted(source.name(), member, count, what);
  }
}
