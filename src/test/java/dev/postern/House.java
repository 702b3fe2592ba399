package dev.postern;

import static com.tngtech.archunit.base.DescribedPredicate.describe;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// The packages under a root, and who stands where in them.
record House(String root) {

  /// The first package below the root; empty for what stands in the root itself, as `Main` does.
  Optional<String> room(JavaClass one) {
    var name = one.getBaseComponentType().getPackageName();
    if (name.equals(root)) return Optional.of("");
    if (!name.startsWith(root + ".")) return Optional.empty();
    return Optional.of(name.substring(root.length() + 1).split("\\.", 2)[0]);
  }

  DescribedPredicate<JavaClass> in(String... rooms) {
    var wanted = Set.of(rooms);
    return describe("in " + wanted, one -> room(one).filter(wanted::contains).isPresent());
  }

  /// Classes by name below the root, like `http.WebServer`, with all that is nested in them.
  DescribedPredicate<JavaClass> named(Set<String> names) {
    return describe(
        "named " + names,
        one -> names.stream().map(this::absolute).anyMatch(outermost(one)::equals));
  }

  static DescribedPredicate<JavaClass> tables() {
    return describe("tables", one -> outermost(one).endsWith("Table"));
  }

  static DescribedPredicate<JavaClass> anyOf(Class<?>... types) {
    return describe("of " + Set.of(types), one -> Stream.of(types).anyMatch(one::isAssignableTo));
  }

  static DescribedPredicate<JavaClass> under(String foreignPackage) {
    return describe(
        "in " + foreignPackage,
        one -> (one.getPackageName() + ".").startsWith(foreignPackage + "."));
  }

  /// A call, reference or access whose target is what the test accepts.
  static DescribedPredicate<JavaAccess<?>> target(String what, Predicate<AccessTarget> test) {
    return describe(what, access -> test.test(access.getTarget()));
  }

  static DescribedPredicate<JavaAccess<?>> method(Class<?> owner, Predicate<String> name) {
    return target(
        owner.getSimpleName(),
        target ->
            target instanceof AccessTarget.CodeUnitAccessTarget
                && target.getOwner().isAssignableTo(owner)
                && name.test(target.getName()));
  }

  private String absolute(String name) {
    return root + "." + name;
  }

  private static String outermost(JavaClass one) {
    return one.getName().split("\\$", 2)[0];
  }
}
