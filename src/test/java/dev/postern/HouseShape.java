package dev.postern;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/// What is asked of the shape of a house: its arrows, its names, how its types are closed.
record HouseShape(House house) {

  private static final Pattern EMPTY_NAME =
      Pattern.compile(
          "(Abstract|Base|Default|Common)[A-Z].*"
              + "|.*(Utils?|Helpers?|Manager|Impl|Service|Processor|Handler)"
              + "|.*(Dto|DTO|Entity|Mapper)");

  private static final Pattern EMPTY_PACKAGE =
      Pattern.compile(
          "utils?|helpers?|common|misc|lib|core|internal|impl|dto|model|service|repository"
              + "|controller");

  ArchCondition<JavaClass> followTheMap() {
    return none(
        "follow the map",
        one ->
            one.getDirectDependenciesFromSelf().stream()
                .filter(arrow -> !mayUse(arrow.getOriginClass(), arrow.getTargetClass()))
                .map(arrow -> arrow.getDescription()));
  }

  private boolean mayUse(JavaClass origin, JavaClass target) {
    var from = house.room(origin).orElseThrow();
    var to = house.room(target).orElse(from);
    if (from.equals(to) || from.isEmpty()) return true;
    var floor = ArchitectureTest.FLOOR;
    if (floor.containsKey(from)) return floor.get(from).contains(to);
    return floor.containsKey(to)
        || ArchitectureTest.FEATURES.getOrDefault(from, Set.of()).contains(to);
  }

  ArchCondition<JavaClass> standOnTheMap() {
    return no(
        "stand on the map",
        one -> {
          var room = house.room(one).orElseThrow();
          return !room.isEmpty()
              && !ArchitectureTest.FLOOR.containsKey(room)
              && !ArchitectureTest.FEATURES.containsKey(room);
        },
        one -> one.getName() + " stands in a package that is not on the map");
  }

  ArchCondition<JavaClass> standInNullMarkedPackage() {
    return no(
        "stand in a null-marked package",
        one -> !one.getPackage().isAnnotatedWith(NullMarked.class),
        one -> one.getName() + " stands in a package without a @NullMarked package-info");
  }

  ArchCondition<JavaClass> beNamedWell() {
    return no(
        "be named well",
        one ->
            !ArchitectureTest.NAMES_ALLOWED.containsKey(one.getSimpleName())
                && (EMPTY_NAME.matcher(one.getSimpleName()).matches()
                    || Stream.of(one.getPackageName().split("\\."))
                        .anyMatch(EMPTY_PACKAGE.asMatchPredicate())),
        one -> one.getName() + " has a name that says nothing");
  }

  /// Final, as records and enums are by themselves, or sealed.
  ArchCondition<JavaClass> beClosed() {
    return no(
        "be closed",
        one ->
            !one.isInterface()
                && !one.isEnum()
                && !one.isAnonymousClass()
                && !one.getModifiers().contains(JavaModifier.FINAL)
                && !one.reflect().isSealed(),
        one -> one.getName() + " is neither final nor sealed");
  }

  ArchCondition<JavaField> holdNoSharedState() {
    return no(
        "hold no shared state",
        field ->
            field.getModifiers().contains(JavaModifier.STATIC)
                && !field.getModifiers().contains(JavaModifier.SYNTHETIC)
                && (!field.getModifiers().contains(JavaModifier.FINAL)
                    || changes(field.getRawType())),
        field -> field.getFullName() + " is state that everybody shares");
  }

  private static boolean changes(JavaClass type) {
    return type.getPackageName().startsWith("java.util.concurrent")
        || type.isAssignableTo(ThreadLocal.class)
        || (type.getPackageName().equals("java.util")
            && !type.isInterface()
            && Stream.of(Collection.class, Map.class).anyMatch(type::isAssignableTo));
  }

  /// An interface of a feature is sealed, is one function, or has two implementations.
  ArchCondition<JavaClass> offerChoice() {
    return no(
        "offer a choice",
        one ->
            one.isInterface()
                && !one.isAnnotation()
                && !one.getSimpleName().equals("package-info")
                && isFeature(one)
                && !one.reflect().isSealed()
                && one.getAllSubclasses().size() < 2
                && countAbstractMethods(one) != 1,
        one -> one.getName() + " is an interface with nothing to choose from");
  }

  private static long countAbstractMethods(JavaClass one) {
    return one.getAllMethods().stream()
        .filter(method -> method.getModifiers().contains(JavaModifier.ABSTRACT))
        .count();
  }

  /// A feature refuses or answers; only what reads a row passes on what the driver throws.
  ArchCondition<JavaMethod> declareNothingChecked() {
    return none(
        "declare nothing checked",
        method ->
            method.getExceptionTypes().stream()
                .filter(_ -> isFeature(method.getOwner()))
                .filter(type -> !type.isAssignableTo(RuntimeException.class))
                .filter(type -> !isRowReader(method, type))
                .map(type -> method.getFullName() + " throws " + type.getSimpleName()));
  }

  private static boolean isRowReader(JavaMethod method, JavaClass thrown) {
    return thrown.isEquivalentTo(SQLException.class)
        && method.getRawParameterTypes().stream()
            .anyMatch(type -> type.isEquivalentTo(ResultSet.class));
  }

  private boolean isFeature(JavaClass one) {
    return house.room(one).filter(ArchitectureTest.FEATURES::containsKey).isPresent();
  }

  private static <T> ArchCondition<T> no(
      String description, Predicate<T> wrong, Function<T, String> complaint) {
    return none(description, one -> Stream.of(one).filter(wrong).map(complaint));
  }

  private static <T> ArchCondition<T> none(
      String description, Function<T, Stream<String>> complaints) {
    return new ArchCondition<>(description) {
      @Override
      public void check(T one, ConditionEvents events) {
        complaints
            .apply(one)
            .forEach(complaint -> events.add(SimpleConditionEvent.violated(one, complaint)));
      }
    };
  }
}
