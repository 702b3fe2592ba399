package dev.postern.telemetry;

import dev.postern.errors.AccessError.AccessTypeRequired;
import dev.postern.errors.RequestError.BodyParsingError;
import dev.postern.errors.RequestError.BodyTooLarge;
import dev.postern.errors.SessionError.UserAuthenticationRequired;
import dev.postern.http.body.BodySize;
import dev.postern.server.TestAnswer;
import dev.postern.server.TestClient;
import dev.postern.server.TestServer;
import dev.postern.server.WithServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@WithServer
class AnalyticsTest {
  private static final String TWO_EVENTS =
      """
      {
        "session_replay_segment_id": "6c9be2d5-8f6e-4f0c-9d0c-0d3a5c1f7c11",
        "batch_id": "0b9f3a94-4f5a-4d0e-8b43-17f7a5d1f9aa",
        "sent_at_ms": 1760000000000,
        "events": [
          {"event_type": "$page-view", "event_at_ms": 1, "data": {"events": [1, 2, 3]}},
          {"event_type": "$click", "event_at_ms": 2, "data": {"path": [[], {}]}}
        ]
      }
      """;

  @Test
  void events_are_counted_however_they_are_packed(TestServer server) throws IOException {
    var visitor = visitor(server);

    visitor.post("/analytics/events/batch", TWO_EVENTS).answers(200, "{\"inserted\": 2}");
    send(visitor, zip(TWO_EVENTS)).answers(200, "{\"inserted\": 2}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {"{}", "{\"events\": []}", "{\"events\": {\"a\": 1}}", "[1, 2]", "null", "7"})
  void a_batch_without_a_list_of_events_has_none(String json, TestServer server)
      throws IOException {
    var visitor = visitor(server);

    visitor.post("/analytics/events/batch", json).answers(200, "{\"inserted\": 0}");
    send(visitor, zip(json)).answers(200, "{\"inserted\": 0}");
  }

  @Test
  void a_caller_must_be_somebody_though_perhaps_anonymous(TestServer server) {
    var project = server.newUnpublishedProject();

    server.nobody().post("/analytics/events/batch", "{}").refuses(new AccessTypeRequired());
    project
        .client()
        .post("/analytics/events/batch", "{}")
        .refuses(new UserAuthenticationRequired());
    project
        .client()
        .post("/session-replays/batch", recording())
        .refuses(new UserAuthenticationRequired());
  }

  @ParameterizedTest
  @CsvSource({"0", "6", "40"})
  void what_is_no_gzip_or_ends_too_early_is_refused(int length, TestServer server)
      throws IOException {
    var zipped = Arrays.copyOf(zip(TWO_EVENTS), length);

    send(visitor(server), zipped).refuses(new BodyParsingError("Invalid gzip in request body"));
  }

  @Test
  void gzip_of_what_is_no_json_is_refused(TestServer server) throws IOException {
    var refusal = new BodyParsingError("Invalid JSON in request body");
    var visitor = visitor(server);

    send(visitor, zip("{\"events\": [")).refuses(refusal);
    send(visitor, zip("{\"events\": [}")).refuses(refusal);
    send(visitor, zip("{\"a\":".repeat(100_000))).refuses(refusal);
  }

  @Test
  void a_little_gzip_of_very_much_is_refused(TestServer server) throws IOException {
    var largest = BodySize.USUAL;
    var visitor = visitor(server);

    send(visitor, zip("{}" + " ".repeat(largest - 2))).answers(200, "{\"inserted\": 0}");
    send(visitor, zip("{}" + " ".repeat(largest - 1))).refuses(new BodyTooLarge());
    send(visitor, zip(" ".repeat(20 * largest))).refuses(new BodyTooLarge());
  }

  @Test
  void a_recording_is_taken_by_its_name(TestServer server) {
    visitor(server)
        .post("/session-replays/batch", recording())
        .answers(
            200,
            """
            {
              "session_replay_id": "<uuid>",
              "batch_id": "0b9f3a94-4f5a-4d0e-8b43-17f7a5d1f9aa",
              "s3_key": "",
              "deduped": false
            }
            """);
  }

  @Test
  void a_recording_without_a_name_is_refused(TestServer server) {
    visitor(server)
        .post("/session-replays/batch", "{}")
        .refusesSchema("body.batch_id must be defined");
  }

  private static String recording() {
    return """
    {"batch_id": "0b9f3a94-4f5a-4d0e-8b43-17f7a5d1f9aa", "started_at_ms": 1, "events": [{}]}
    """;
  }

  private static TestClient visitor(TestServer server) {
    var project = server.newUnpublishedProject();
    return project.client().as(project.signUpAnonymously());
  }

  private static TestAnswer send(TestClient client, byte[] body) {
    return client.send("POST", "/analytics/events/batch", "application/octet-stream", body);
  }

  private static byte[] zip(String text) throws IOException {
    var zipped = new ByteArrayOutputStream();
    try (var stream = new GZIPOutputStream(zipped)) {
      stream.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return zipped.toByteArray();
  }
}
