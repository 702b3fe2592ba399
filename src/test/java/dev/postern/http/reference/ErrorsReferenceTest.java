package dev.postern.http.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.Golden;
import dev.postern.errors.Refusal;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ErrorsReferenceTest {
  private static final String HEAD =
      """
      # Errors

      Every refusal that can reach the wire. The code stands in the body and in the header
      `x-stack-known-error`; words in braces are details. Where a code is not in capitals, the
      wire has none: such a refusal is a status and a text.
      """;

  @Test
  @Tag("golden")
  void every_refusal_is_in_the_list() {
    var families = Refusal.class.getPermittedSubclasses();
    var sections =
        Arrays.stream(families)
            .sorted(Comparator.comparing(Class::getSimpleName))
            .map(ErrorsReferenceTest::section)
            .collect(Collectors.joining());

    Golden.file("docs/generated/errors.md").is(HEAD + sections);
  }

  @Test
  void a_code_means_one_thing() {
    var codes = samples(Refusal.class).map(RefusalSample::code).toList();

    assertThat(codes).isNotEmpty().doesNotHaveDuplicates();
  }

  private static String section(Class<?> family) {
    var rows =
        samples(family)
            .sorted(Comparator.comparing(RefusalSample::code))
            .map(ErrorsReferenceTest::row)
            .collect(Collectors.joining());
    return """

    ## %s

    | code | status | details | text |
    |---|---|---|---|
    %s\
    """
        .formatted(family.getSimpleName().replace("Error", ""), rows);
  }

  private static String row(RefusalSample sample) {
    return "| `%s` | %d | %s | %s |\n"
        .formatted(sample.code(), sample.status(), details(sample.details()), text(sample));
  }

  private static String details(List<String> names) {
    return names.stream().map("`%s`"::formatted).collect(Collectors.joining(", "));
  }

  private static String text(RefusalSample sample) {
    return sample.refusal().shape().text().replace("|", "\\|").replace("\n", " ");
  }

  private static Stream<RefusalSample> samples(Class<?> type) {
    if (type.isRecord()) return Stream.of(RefusalSample.of(type.asSubclass(Refusal.class)));
    return Arrays.stream(type.getPermittedSubclasses()).flatMap(ErrorsReferenceTest::samples);
  }
}
