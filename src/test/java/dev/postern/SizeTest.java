package dev.postern;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The stops on size, and what no line may say. When a file reaches its stop, a noun is missing.
class SizeTest {
  /// The only classes that may swallow whatever is thrown; everything else lets it fly to them.
  static final Set<String> CATCH_EVERYTHING =
      Set.of(
          "ClockWatch",
          "Stopping",
          "cli.Lifetime",
          "cli.Postern",
          "http.Router",
          "db.Listener",
          "sessions.LastUses",
          "jobs.Drain",
          "jobs.JobThreads");

  private static final List<SourceFile> PRODUCTION = SourceFile.below(Path.of("src/main/java"));
  private static final List<SourceFile> TESTS = SourceFile.below(Path.of("src/test/java"));

  @TempDir Path folder;

  @Test
  void production_code_stays_within_its_stops() {
    report("production", PRODUCTION);
    assertThat(Stops.PRODUCTION.complaints(PRODUCTION)).isEmpty();
  }

  @Test
  void tests_stay_within_their_stops() {
    report("tests", TESTS);
    assertThat(Stops.TESTS.complaints(TESTS)).isEmpty();
  }

  @Test
  void only_the_edges_catch_everything() {
    assertThat(swallowing(PRODUCTION)).isSubsetOf(CATCH_EVERYTHING);
  }

  @Test
  void what_passes_a_stop_is_named() throws Exception {
    var planted =
        plant(
            """
            class Planted {
              Planted(int one, int two) {}
              record Point(int x, int y) {
                Point {}
              }
              // %s
              @Deprecated
              void grows() {
                // %s: shorten what follows
                int wide = 1000000000;
              }
            }
            """
                .formatted("int one = two;", "TO" + "DO"));

    assertThat(new Stops(11, 4, 1, 0, 30).complaints(planted))
        .containsExactlyInAnyOrder(
            "Planted has 12 lines",
            "Planted.<init> has 2 parameters",
            "Planted.grows has 5 lines",
            "Planted:6 is commented-out code",
            "Planted:9 leaves something to do",
            "Planted:9 is 33 columns wide",
            "postern has 1 files");
  }

  @Test
  void catching_everything_is_fine_only_to_throw_it_on() throws Exception {
    var rethrowing = "catch (RuntimeException e) { close(); throw e; }";
    var swallowing = "catch (IllegalStateException | Exception e) { throw new Other(e); }";
    var method = "class Planted { void run() { try { go(); } %s } }";

    assertThat(swallowing(plant(method.formatted(rethrowing)))).isEmpty();
    assertThat(swallowing(plant(method.formatted(swallowing)))).containsExactly("Planted");
  }

  private List<SourceFile> plant(String source) throws Exception {
    var root = Files.createDirectories(folder.resolve("dev/postern"));
    Files.writeString(root.resolve("Planted.java"), source);
    return SourceFile.below(folder);
  }

  private static List<String> swallowing(List<SourceFile> sources) {
    var everything = Set.of("Exception", "Throwable", "RuntimeException", "Error");
    return sources.stream()
        .filter(source -> source.catches().stream().anyMatch(everything::contains))
        .map(SourceFile::name)
        .toList();
  }

  private static void report(String what, List<SourceFile> sources) {
    var methods = sources.stream().flatMap(source -> source.methods().stream()).toList();
    System.out.printf(
        "%s: lines of files %s, of methods %s%n",
        what,
        percentiles(sources, source -> source.lines().size()),
        percentiles(methods, SourceFile.Method::lines));
  }

  private static <T> String percentiles(List<T> all, ToIntFunction<T> size) {
    var sizes = all.stream().mapToInt(size).sorted().toArray();
    return "p50 %d, p95 %d, max %d"
        .formatted(
            sizes[sizes.length / 2], sizes[sizes.length * 95 / 100], sizes[sizes.length - 1]);
  }
}
