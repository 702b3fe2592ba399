package dev.postern;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.lang.conditions.ArchConditions.accessTargetWhere;
import static com.tngtech.archunit.lang.conditions.ArchConditions.dependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static dev.postern.House.anyOf;
import static dev.postern.House.method;
import static dev.postern.House.tables;
import static dev.postern.House.target;
import static dev.postern.House.under;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.NetworkChannel;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.sql.DriverManager;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// The rules of a house, each under the name that a failing test shows.
record HouseRules(House house) {

  private static final Set<String> STATEMENTS =
      Set.of("createQuery", "createUpdate", "prepareBatch");

  private static final Pattern REFLECTIVE =
      Pattern.compile("forName|getRecordComponents|get(Declared)?(Method|Field|Constructor)s?");

  private static final DescribedPredicate<JavaClass> SOCKETS =
      anyOf(Socket.class, ServerSocket.class, NetworkChannel.class).or(under("java.net.http"));

  Map<String, ArchRule> all() {
    var rules = new LinkedHashMap<String, ArchRule>();
    putShape(rules);
    putDatabase(rules);
    putReserved(rules);
    rules.replaceAll((name, rule) -> rule.as(name).allowEmptyShould(true));
    return rules;
  }

  private void putShape(Map<String, ArchRule> rules) {
    var shape = new HouseShape(house);
    rules.put("arrows go along the map", classes().should(shape.followTheMap()));
    rules.put("every package is on the map", classes().should(shape.standOnTheMap()));
    rules.put(
        "no package depends on itself by a detour",
        slices().matching(house.root() + ".(*)..").should().beFreeOfCycles());
    rules.put("every package is null-marked", classes().should(shape.standInNullMarkedPackage()));
    rules.put("names say what a thing is", classes().should(shape.beNamedWell()));
    rules.put("classes are final", classes().should(shape.beClosed()));
    rules.put("no state is static", fields().should(shape.holdNoSharedState()));
    rules.put("an interface has a choice behind it", classes().should(shape.offerChoice()));
    rules.put(
        "features declare no checked exceptions",
        methods().that().areNotPrivate().should(shape.declareNothingChecked()));
  }

  private void putDatabase(Map<String, ArchRule> rules) {
    var puttingTogether = house.named(ArchitectureTest.SQL_PUT_TOGETHER);
    rules.put(
        "SQL lives in tables",
        onlyThose(
            house.in("db").or(tables()).or(puttingTogether),
            accessTargetWhere(method(Handle.class, STATEMENTS::contains))));
    rules.put(
        "doors belong to db",
        onlyThose(
            house.in("db").or(puttingTogether),
            accessTargetWhere(method(Handle.class, name -> !STATEMENTS.contains(name)))));
    rules.put(
        "connections belong to db",
        onlyThose(
            house.in("db", "embedded", "jobs"),
            dependOnClassesThat(anyOf(Jdbi.class, DataSource.class, DriverManager.class))));
    rules.put(
        "nothing remote knows the database",
        noClasses()
            .that(not(house.in("db", "embedded")))
            .and(describe("open sockets", HouseRules::opensSockets))
            .should(dependOnClassesThat(anyOf(Handle.class))));
  }

  private void putReserved(Map<String, ArchRule> rules) {
    rules.put(
        "reflection lives in http",
        onlyThose(
            house.in("http"),
            dependOnClassesThat(under("java.lang.reflect"))
                .or(accessTargetWhere(method(Class.class, REFLECTIVE.asMatchPredicate())))));
    rules.put(
        "the environment is read in Main",
        onlyThose(
            house.named(Set.of("Main")),
            accessTargetWhere(method(System.class, "getenv"::equals))));
    rules.put(
        "time comes from clock",
        onlyThose(house.in("clock"), accessTargetWhere(target("time", HouseRules::isTime))));
    rules.put(
        "randomness comes from crypto",
        onlyThose(
            house.in("crypto"),
            accessTargetWhere(
                method(UUID.class, "randomUUID"::equals)
                    .or(method(SecureRandom.class, _ -> true)))));
    rules.put(
        "only retries throw dice",
        onlyThose(
            house.in("crypto", "db", "jobs"),
            accessTargetWhere(
                method(Math.class, "random"::equals)
                    .or(method(Random.class, _ -> true))
                    .and(not(method(SecureRandom.class, _ -> true))))));
    rules.put(
        "cryptography lives in crypto",
        onlyThose(
            house.in("crypto"),
            dependOnClassesThat(
                under("javax.crypto").or(anyOf(MessageDigest.class, SecureRandom.class)))));
    rules.put(
        "the HTTP engine is known to few",
        onlyThose(house.named(ArchitectureTest.ENGINE), dependOnClassesThat(under("io.helidon"))));
    rules.put(
        "sockets are opened by few",
        onlyThose(
            house.in(ArchitectureTest.OPEN_SOCKETS.toArray(String[]::new)),
            dependOnClassesThat(SOCKETS)));
  }

  private static ArchRule onlyThose(
      DescribedPredicate<JavaClass> those, ArchCondition<JavaClass> may) {
    return noClasses().that(not(those)).should(may);
  }

  private static boolean opensSockets(JavaClass one) {
    return one.getDirectDependenciesFromSelf().stream()
        .anyMatch(dependency -> SOCKETS.test(dependency.getTargetClass()));
  }

  private static boolean isTime(AccessTarget target) {
    var owner = target.getOwner().getName();
    var name = target.getName();
    return switch (owner) {
      case "java.lang.System" -> name.equals("currentTimeMillis");
      case "java.util.Date" -> name.equals("<init>");
      default ->
          owner.startsWith("java.time.") && (name.equals("now") || name.startsWith("system"));
    };
  }
}
