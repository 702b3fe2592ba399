package dev.postern.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WireOrderTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a b c",
        "a A b B",
        "ab Ab AB b",
        "$a 0 9 a z _",
        "apple Banana cherry",
        "a aa a_",
      })
  void names_are_listed_in_this_order(String inOrder) {
    var expected = List.of(inOrder.split(" "));
    var sorted = Arrays.asList(inOrder.split(" ")).reversed().stream().sorted(WireOrder.BY_NAME);
    assertThat(sorted.toList()).isEqualTo(expected);
  }
}
