package dev.postern.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.postern.http.body.BodySize;
import dev.postern.http.schema.FieldSchema;
import java.lang.reflect.RecordComponent;
import java.util.Optional;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonFactoryBuilder;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/// JSON as the wire wants it: `snake_case`, an empty `Optional` left out, null written as null.
public final class Json {
  /// Deeper than any honest document, and shallow enough to walk by recursion.
  private static final int DEEPEST = 500;

  private static final JsonInclude.Value LEAVE_OUT_EMPTY =
      JsonInclude.Value.construct(JsonInclude.Include.NON_ABSENT, JsonInclude.Include.ALWAYS);

  /// Two spaces, as `JSON.stringify` writes it in the SDKs' own messages.
  private static final DefaultIndenter LINES = new DefaultIndenter("  ", "\n");

  private static final DefaultPrettyPrinter PRETTY =
      new DefaultPrettyPrinter(
              Separators.createDefaultInstance()
                  .withObjectNameValueSpacing(Separators.Spacing.AFTER)
                  .withObjectEmptySeparator("")
                  .withArrayEmptySeparator(""))
          .withObjectIndenter(LINES)
          .withArrayIndenter(LINES);

  private static final JsonMapper MAPPER =
      mapper(
          factory(StreamReadConstraints.builder())
              .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION));

  /// What others send may not become a tree of any size. Of two fields of one name the last counts,
  /// as in JavaScript.
  private static final JsonMapper OF_OTHERS =
      mapper(factory(StreamReadConstraints.builder().maxTokenCount(BodySize.MOST_TOKENS)));

  private Json() {}

  private static JsonFactoryBuilder factory(StreamReadConstraints.Builder constraints) {
    return JsonFactory.builder()
        .streamReadConstraints(constraints.maxNestingDepth(DEEPEST).build());
  }

  private static JsonMapper mapper(JsonFactoryBuilder factory) {
    return JsonMapper.builder(factory.build())
        .defaultPrettyPrinter(PRETTY)
        .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
        .withConfigOverride(
            Optional.class, override -> override.setIncludeAsProperty(LEAVE_OUT_EMPTY))
        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .build();
  }

  /// The name of a component where its record is written.
  public static String name(RecordComponent component) {
    var own = component.getAccessor().getAnnotation(JsonProperty.class);
    return own == null ? FieldSchema.snakeCase(component.getName()) : own.value();
  }

  public static byte[] write(Object value) {
    return MAPPER.writeValueAsBytes(value);
  }

  /// With two spaces of indentation, for people.
  public static byte[] writePretty(Object value) {
    return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(value);
  }

  public static String prettyText(Object value) {
    return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value);
  }

  public static String text(Object value) {
    return MAPPER.writeValueAsString(value);
  }

  /// Throws `JacksonException` where the bytes are no JSON document.
  public static JsonNode read(byte[] json) {
    return MAPPER.readTree(json);
  }

  /// The body of a request. Throws `JacksonException` where it is no JSON document, or one of very
  /// many parts.
  static JsonNode readBody(byte[] json) {
    return OF_OTHERS.readTree(json);
  }

  /// Throws `JacksonException` where the text is no JSON document.
  public static JsonNode read(String json) {
    return MAPPER.readTree(json);
  }

  /// Reads a document token by token.
  public static JsonParser parser(byte[] json) {
    return MAPPER.createParser(json);
  }

  /// A record that was written by `text`. What it does not know is left out.
  public static <T extends Record> T read(String json, Class<T> type) {
    return MAPPER.readValue(json, type);
  }

  /// A value as a tree.
  public static JsonNode tree(Object value) {
    return MAPPER.valueToTree(value);
  }
}
