package dev.postern.http.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.postern.errors.Refused;
import dev.postern.errors.UserError.CannotGetOwnUserWithoutUser;
import dev.postern.http.Json;
import dev.postern.http.schema.Schema.Strays;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Which requests are read as which records, and which line tells each thing that is wrong.
class SchemaTest {
  private static final UUID ME = UUID.fromString("3241a285-8329-4d69-8f3d-316e08cf140c");

  record Text(String s) {}

  record Amount(double n) {}

  record Whole(long n) {}

  record Small(int n) {}

  record Flag(boolean b) {}

  record Choice(Colour o) {}

  enum Colour {
    RED,
    GREEN
  }

  record Id(UUID teamId) {}

  record Address(WebUrl redirectUri) {}

  record User(UserOrMe userId) {}

  record Forms(
      String required, Optional<String> optional, @Nullable String nullable, Patch<String> patch) {}

  record Outer(Inner inner, List<Inner> list) {}

  record Inner(String name) {}

  record Anything(JsonNode data) {}

  @ParameterizedTest
  @CsvSource({
    "'\"x\"',x",
    "5,5",
    "5.50,5.5",
    "-0.0,0",
    "1e2,100",
    "true,true",
    "false,false",
    "'\"\"',''"
  })
  void a_scalar_is_a_string_by_its_text(String json, String text) {
    assertThat(body(Text.class, "{\"s\": %s}".formatted(json)).value()).isEqualTo(new Text(text));
  }

  @ParameterizedTest
  @CsvSource({"5,5", "'\"5\"',5", "'\" 5 \"',5", "'\"5e0\"',5", "-1.5,-1.5", "'\"-.5\"',-0.5"})
  void a_number_may_be_text(String json, double number) {
    assertThat(body(Amount.class, "{\"n\": %s}".formatted(json)).value())
        .isEqualTo(new Amount(number));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"abc\"", "\"\"", "\" \"", "true", "{}", "[]", "\"5x\"", "\"1e400\""})
  void what_is_no_number_is_told(String json) {
    assertThat(body(Amount.class, "{\"n\": %s}".formatted(json)).lines())
        .singleElement()
        .asString()
        .startsWith("body.n must be a `number` type, but the final value was: `NaN` (cast from");
  }

  @Test
  void endless_digits_cost_nothing() {
    var digits = "9".repeat(5_000_000);

    var began = System.nanoTime();
    assertThat(body(Amount.class, "{\"n\": \"%s\"}".formatted(digits)).lines()).hasSize(1);

    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(2));
  }

  @ParameterizedTest
  @CsvSource({"true,true", "false,false", "'\"TRUE\"',true", "'\"0\"',false", "1,true", "0,false"})
  void a_flag_may_be_text_or_a_number(String json, boolean flag) {
    assertThat(body(Flag.class, "{\"b\": %s}".formatted(json)).value()).isEqualTo(new Flag(flag));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"yes\"", "2", "-1", "\"\"", "\" true\"", "{}", "[true]"})
  void what_is_no_flag_is_told(String json) {
    assertThat(body(Flag.class, "{\"b\": %s}".formatted(json)).lines())
        .singleElement()
        .asString()
        .startsWith("body.b must be a `boolean` type, but the final value was: `");
  }

  @Test
  void objects_and_lists_are_no_scalars() {
    assertLines(
        body(Text.class, "{\"s\": {}}"),
        "body.s must be a `string` type, but the final value was: `{}`.");
    assertThat(body(Text.class, "{\"s\": []}").lines()).hasSize(1);
  }

  @Test
  void a_whole_number_has_no_fraction() {
    assertThat(body(Whole.class, "{\"n\": \"7.0\"}").value()).isEqualTo(new Whole(7));
    assertLines(body(Whole.class, "{\"n\": 7.5}"), "body.n must be an integer");
  }

  @Test
  void a_whole_number_that_is_too_large_is_not_made_another() {
    assertThat(body(Small.class, "{\"n\": 2147483647}").value())
        .isEqualTo(new Small(Integer.MAX_VALUE));
    assertLines(
        body(Small.class, "{\"n\": 4294967297}"),
        "body.n must be less than or equal to 2147483647");
    assertLines(
        body(Small.class, "{\"n\": -1e30}"), "body.n must be greater than or equal to -2147483648");
  }

  @Test
  void a_choice_is_one_of_its_words() {
    assertThat(body(Choice.class, "{\"o\": \"green\"}").value())
        .isEqualTo(new Choice(Colour.GREEN));
    for (var wrong : List.of("\"GREEN\"", "\"blue\"", "\"\"", "1"))
      assertLines(
          body(Choice.class, "{\"o\": %s}".formatted(wrong)),
          "body.o must be one of the following values: red, green");
  }

  @Test
  void an_id_and_a_url_have_their_forms() {
    assertLines(
        body(Id.class, "{\"team_id\": \"01933e2c-5b5e-7cc3-98c4-dc0c0c07398f\"}"),
        "body.team_id must be a valid UUID");
    assertLines(
        body(Address.class, "{\"redirect_uri\": \"no url\"}"),
        "body.redirect_uri contains spaces",
        "body.redirect_uri is not a valid URL");
  }

  @Test
  void absent_and_null_are_different_things() {
    assertThat(body(Forms.class, "{\"required\": \"r\", \"nullable\": null}").value())
        .isEqualTo(new Forms("r", Optional.empty(), null, new Patch.Keep<>()));
    assertThat(
            body(
                    Forms.class,
                    """
                    {"required": "r", "optional": "o", "nullable": "n", "patch": null}
                    """)
                .value())
        .isEqualTo(new Forms("r", Optional.of("o"), "n", new Patch.Clear<>()));
    assertLines(
        body(Forms.class, "{\"required\": null, \"optional\": null}"),
        "body.required cannot be null",
        "body.optional cannot be null",
        "body.nullable must be defined");
  }

  @Test
  void everything_that_is_wrong_is_told_at_once_and_at_every_level() {
    assertLines(
        body(
            Outer.class,
            """
            {"inner": {"nam": "x"}, "list": [{"name": "x"}, {"name": {}, "a": 1, "b": 2}], "c": 3}
            """),
        "body.inner.name must be defined",
        "body.inner contains unknown properties: nam",
        "body.list[1].name must be a `string` type, but the final value was: `{}`.",
        "body.list[1] contains unknown properties: a, b",
        "body contains unknown properties: c");
  }

  @Test
  void a_body_is_an_object() {
    assertLines(
        body(Text.class, "\"str\""),
        "body must be a `object` type, but the final value was: `\"str\"`.");
    assertLines(body(Text.class, "null"), "body cannot be null");
    assertLines(read(Text.class, true, Map.of(), new Body.None(), true), "body must be defined");
  }

  @Test
  void a_query_is_text_and_takes_no_strays_it_was_not_asked_for() {
    assertThat(query(Flag.class, Map.of("b", "true")).value()).isEqualTo(new Flag(true));
    assertLines(
        query(Flag.class, Map.of("b", "1", "extra", "2")),
        "query contains unknown properties: extra");
    assertLines(query(Whole.class, Map.of()), "query.n must be defined");
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"s\": \"a\\u0000b\"}',contains the character U+0000",
    "'{\"s\\u0000\": 1}',contains the character U+0000",
    "'{\"s\": \"\\ud800\"}',contains half a surrogate pair",
    "'{\"s\": \"\\udc00\\ud800\"}',contains half a surrogate pair",
    "'{\"s\": 1e309}',contains a number that is out of range",
    "'{\"s\": -1e-400}',contains a number that is out of range",
    "'{\"s\": [1e-999999999]}',contains a number that is out of range"
  })
  void what_postgres_cannot_keep_is_told_and_nothing_else(String json, String complaint) {
    assertLines(body(Text.class, json), "body " + complaint);
  }

  @Test
  void a_pair_of_surrogates_is_a_character() {
    assertThat(body(Text.class, "{\"s\": \"\\ud83d\\ude00\"}").value())
        .isEqualTo(new Text("\uD83D\uDE00"));
  }

  @Test
  void a_document_is_at_most_sixty_four_levels_deep() {
    var deep = "[".repeat(63) + "]".repeat(63);

    assertThat(body(Anything.class, "{\"data\": %s}".formatted(deep)).lines()).isEmpty();
    assertLines(
        body(Anything.class, "{\"data\": [[%s]]}".formatted(deep)),
        "body is nested more than 64 levels deep");
  }

  @Test
  void me_is_the_current_user() {
    assertThat(body(User.class, "{\"user_id\": \"me\"}").value())
        .isEqualTo(new User(new UserOrMe(ME)));
    for (var wrong : List.of("ME", "Me", "me ", ""))
      assertLines(
          body(User.class, "{\"user_id\": \"%s\"}".formatted(wrong)),
          "body.user_id must be a valid UUID");
  }

  @Test
  void me_without_a_user_outranks_every_line() {
    var read =
        read(
            User.class,
            true,
            Map.of(),
            new Body.Json(Json.read("{\"user_id\": \"me\", \"stray\": 1}")),
            false);

    assertThat(catchThrowable(() -> read.problems().refuseIfAny("POST", "/x")))
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> assertThat(refused.refusal()).isEqualTo(new CannotGetOwnUserWithoutUser()));
  }

  private record Read(Optional<? extends Record> record, Problems problems) {
    Record value() {
      assertThat(lines()).isEmpty();
      return record.orElseThrow();
    }

    List<String> lines() {
      return problems.lines();
    }
  }

  private static void assertLines(Read read, String... lines) {
    assertThat(read.lines()).containsExactly(lines);
    assertThat(read.record()).isEmpty();
  }

  private static Read body(Class<? extends Record> type, String json) {
    return read(type, true, Map.of(), new Body.Json(Json.read(json)), true);
  }

  private static Read query(Class<? extends Record> type, Map<String, String> query) {
    return read(type, false, query, new Body.None(), true);
  }

  private static Read read(
      Class<? extends Record> type,
      boolean hasBody,
      Map<String, String> query,
      Body body,
      boolean isSignedIn) {
    var problems = new Problems();
    var input = new Input(Map.of(), query, _ -> Optional.empty(), body);
    var schema = Schema.of(type, Set.of(), hasBody, Strays.REFUSED_IN_BODY);
    var me = isSignedIn ? Optional.of(ME) : Optional.<UUID>empty();
    return new Read(schema.read(input, () -> me, problems), problems);
  }
}
