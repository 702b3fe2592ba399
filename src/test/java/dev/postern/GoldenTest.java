package dev.postern;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoldenTest {
  @TempDir Path folder;

  @Test
  void the_same_text_passes() throws Exception {
    var file = Files.writeString(folder.resolve("same.md"), "one\ntwo\n");

    new Golden(file).is("one\ntwo\n");
  }

  @Test
  void the_first_lines_that_differ_are_shown() throws Exception {
    var file = Files.writeString(folder.resolve("other.md"), "one\ntwo\nthree\n");

    assertThatThrownBy(() -> new Golden(file).is("one\ntoo\nthree\nfour\n"))
        .hasMessageContaining("from line 2 on. ./check golden")
        .hasMessageContaining("- two\n- three\n+ too\n+ three\n+ four");
  }

  @Test
  void a_lost_line_break_at_the_end_is_a_difference() throws Exception {
    var file = Files.writeString(folder.resolve("end.md"), "one\n");

    assertThatThrownBy(() -> new Golden(file).is("one"))
        .hasMessageContaining("from line 2 on")
        .hasMessageContaining("- (ends)\n+ (ends)");
  }

  @Test
  void a_missing_file_is_refused() {
    assertThatThrownBy(() -> new Golden(folder.resolve("none.md")).is("text"))
        .hasMessageContaining("is missing. ./check golden writes it.");
  }
}
