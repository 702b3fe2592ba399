package dev.postern.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LifetimeTest {
  private final List<Object> seen = new ArrayList<>();
  private final Lifetime lifetime = new Lifetime(code -> seen.add("halted with " + code));

  @Test
  void the_last_one_is_stopped_first_and_a_clean_end_is_no_failure() {
    lifetime.endsWith(() -> seen.add("Postgres"));
    lifetime.endsWith(() -> seen.add("server"));

    lifetime.isToldToEnd();

    assertThat(seen).containsExactly("server", "Postgres", "halted with 0");
  }

  @Test
  void a_part_that_resists_is_told_by_the_exit_code_and_the_others_are_stopped() {
    lifetime.endsWith(() -> seen.add("Postgres"));
    lifetime.endsWith(() -> {
      throw new IllegalStateException("as planned");
    });
    lifetime.endsWith(() -> !seen.add("server"));

    lifetime.isToldToEnd();

    assertThat(seen).containsExactly("server", "Postgres", "halted with 1");
  }

  @Test
  void a_start_that_fails_keeps_the_exit_code_of_its_failure() {
    lifetime.endsWith(() -> seen.add("Postgres"));

    lifetime.fails();
    lifetime.isToldToEnd();

    assertThat(seen).containsExactly("Postgres");
  }

  @Test
  void what_comes_when_all_is_over_is_stopped_at_once() {
    lifetime.isToldToEnd();

    lifetime.endsWith(() -> seen.add("server"));

    assertThat(seen).containsExactly("halted with 0", "server");
  }
}
