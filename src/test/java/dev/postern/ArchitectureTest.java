package dev.postern;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// The map of the house. A new arrow between packages is a reviewed change of this file; what the
/// rules say precisely is in `HouseRules`.
class ArchitectureTest {

  /// What each package of the floor may use of the floor. None of them knows a feature.
  static final Map<String, Set<String>> FLOOR =
      Map.ofEntries(
          entry("clock", Set.of()),
          entry("errors", Set.of()),
          entry("embedded", Set.of("crypto")),
          entry("crypto", Set.of("errors")),
          entry("config", Set.of()),
          entry("db", Set.of("errors", "clock")),
          entry("events", Set.of("db", "clock", "crypto", "jobs")),
          entry("jobs", Set.of("db", "clock", "errors")),
          entry("http", Set.of("errors", "crypto")));

  /// What each feature may use of the others; the floor is open to all of them.
  static final Map<String, Set<String>> FEATURES =
      Map.ofEntries(
          entry("settings", Set.of()),
          entry("projects", Set.of("settings")),
          entry("userssync", Set.of()),
          entry("users", Set.of("settings", "projects", "userssync")),
          entry("contacts", Set.of("projects", "users")),
          entry("codes", Set.of("projects", "users")),
          entry("limits", Set.of()),
          entry("teams", Set.of("projects", "users")),
          entry("tokens", Set.of("settings", "projects", "users")),
          entry("sessions", Set.of("settings", "projects", "users", "tokens")),
          entry("mfa", Set.of("projects", "users", "codes", "limits", "sessions")),
          entry("signup", Set.of("settings", "projects", "users", "contacts", "teams")),
          entry(
              "passwords",
              Set.of(
                  "settings",
                  "projects",
                  "users",
                  "contacts",
                  "tokens",
                  "sessions",
                  "mfa",
                  "signup")),
          entry("anonymous", Set.of("projects", "sessions", "signup")),
          entry("oauth", Set.of("settings", "projects", "sessions")),
          entry("images", Set.of("projects", "users")),
          entry(
              "directory",
              Set.of(
                  "settings",
                  "projects",
                  "users",
                  "contacts",
                  "teams",
                  "tokens",
                  "sessions",
                  "passwords",
                  "images")),
          entry("projectview", Set.of("settings", "projects", "sessions")),
          entry("databases", Set.of("projects")),
          entry("databaseprojects", Set.of("settings", "projects", "databases")),
          entry("telemetry", Set.of("projects", "sessions")),
          entry(
              "controlplane",
              Set.of("projects", "users", "signup", "databases", "databaseprojects")),
          entry("bootstrap", Set.of("settings", "projects", "databases")),
          entry("cli", Set.of("settings", "projects", "databases", "bootstrap")));

  /// Nobody imports these but what makes the server.
  static final Set<String> LEAVES = Set.of("cli", "controlplane", "telemetry");

  /// The only classes that know the HTTP engine, so that another could take its place.
  static final Set<String> ENGINE = Set.of("http.WebServer", "http.body.SentBody");

  /// The only classes whose SQL is put together: what cannot run in a transaction or take
  /// parameters.
  static final Set<String> SQL_PUT_TOGETHER = Set.of("databases.ServerCommands");

  static final Set<String> OPEN_SOCKETS = Set.of("http", "embedded", "db");

  /// Names that look forbidden and are not, each with its reason.
  static final Map<String, String> NAMES_ALLOWED =
      Map.of("Handler", "what an endpoint calls; the one word for it everywhere");

  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.postern");

  private static final JavaClasses PLANTED =
      new ClassFileImporter().importPackages("dev.postern.planted");

  /// What each rule must find in `dev.postern.planted`, where everything is wrong.
  private static final Map<String, String> PLANTED_FINDS =
      Map.ofEntries(
          entry("arrows go along the map", "errors.KnowsFeature"),
          entry("every package is on the map", "strangers.Unmapped"),
          entry("no package depends on itself by a detour", "Slice errors"),
          entry("every package is null-marked", "planted.users"),
          entry("SQL lives in tables", "sqlOutsideTables"),
          entry("doors belong to db", "opensDoors"),
          entry("connections belong to db", "takesConnection"),
          entry("reflection lives in http", "reflects"),
          entry("the environment is read in Main", "readsEnvironment"),
          entry("time comes from clock", "readsTime"),
          entry("randomness comes from crypto", "drawsLots"),
          entry("only retries throw dice", "throwsDice"),
          entry("cryptography lives in crypto", "digests"),
          entry("the HTTP engine is known to few", "knowsEngine"),
          entry("sockets are opened by few", "opensSocket"),
          entry("nothing remote knows the database", "UserManager"),
          entry("names say what a thing is", "UserManager"),
          entry("classes are final", "UserManager"),
          entry("no state is static", "counter"),
          entry("an interface has a choice behind it", "LonelyContract"),
          entry("features declare no checked exceptions", "declaresChecked"));

  @TestFactory
  Stream<DynamicTest> the_house_keeps_its_rules() {
    return new HouseRules(new House("dev.postern"))
        .all().entrySet().stream()
            .map(
                rule -> DynamicTest.dynamicTest(rule.getKey(), () -> rule.getValue().check(HOUSE)));
  }

  @TestFactory
  Stream<DynamicTest> each_rule_finds_what_is_planted_against_it() {
    return new HouseRules(new House("dev.postern.planted"))
        .all().entrySet().stream()
            .map(rule -> DynamicTest.dynamicTest(rule.getKey(), () -> finds(rule)));
  }

  private static void finds(Map.Entry<String, ArchRule> rule) {
    var report =
        String.join("\n", rule.getValue().evaluate(PLANTED).getFailureReport().getDetails());
    assertThat(report)
        .as(rule.getKey())
        .contains(PLANTED_FINDS.getOrDefault(rule.getKey(), "nothing is planted"));
  }

  @Test
  void nobody_imports_a_leaf() {
    assertThat(FEATURES.values())
        .allSatisfy(allowed -> assertThat(allowed).doesNotContainAnyElementsOf(LEAVES));
  }

  @Test
  void every_arrow_of_the_map_is_in_use() {
    var house = new House("dev.postern");

    var unused =
        Stream.of(FLOOR, FEATURES)
            .flatMap(map -> map.entrySet().stream())
            .flatMap(arrows ->
                arrows.getValue().stream()
                    .filter(target -> !uses(house, arrows.getKey()).contains(target))
                    .map(target -> arrows.getKey() + " -> " + target));

    assertThat(unused).isEmpty();
    assertThat(FEATURES.keySet()).containsAll(LEAVES);
    assertThat(ENGINE)
        .allSatisfy(name -> assertThat(HOUSE.contain("dev.postern." + name)).isTrue());
  }

  private static Set<String> uses(House house, String room) {
    return HOUSE.stream()
        .filter(one -> house.room(one).filter(room::equals).isPresent())
        .flatMap(one -> one.getDirectDependenciesFromSelf().stream())
        .flatMap(dependency -> house.room(dependency.getTargetClass()).stream())
        .collect(Collectors.toSet());
  }

  @Test
  void the_map_names_only_what_is_on_it() {
    assertThat(FEATURES.values())
        .allSatisfy(allowed -> assertThat(FEATURES.keySet()).containsAll(allowed));
    assertThat(FLOOR.values())
        .allSatisfy(allowed -> assertThat(FLOOR.keySet()).containsAll(allowed));
    assertThat(FEATURES.keySet()).doesNotContainAnyElementsOf(FLOOR.keySet());
  }
}
