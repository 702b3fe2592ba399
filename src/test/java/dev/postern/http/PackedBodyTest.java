package dev.postern.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.postern.errors.PasswordError.EmailPasswordMismatch;
import dev.postern.errors.RequestError.BodyParsingError;
import dev.postern.errors.RequestError.BodyTooLarge;
import dev.postern.errors.RequestError.UnknownContentEncoding;
import dev.postern.http.body.BodySize;
import dev.postern.server.TestAnswer;
import dev.postern.server.TestServer;
import dev.postern.server.WithServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What becomes of a body that is packed.
@WithServer
class PackedBodyTest {
  private static final int LARGEST = BodySize.USUAL;
  private static final String NOBODY =
      """
      {"email": "nobody@example.com", "password": "wrong horse battery"}
      """;

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "GZIP", " gzip ", "x-gzip", "deflate", "identity"})
  void it_is_unpacked(String encoding, TestServer server) throws IOException {
    send(server, encoding, pack(encoding, NOBODY)).refuses(new EmailPasswordMismatch());
  }

  @ParameterizedTest
  @ValueSource(strings = {"br", "zstd", "compress", "gzip, gzip", "nonsense"})
  void other_encodings_are_not_taken(String encoding, TestServer server) {
    send(server, encoding, NOBODY.getBytes(UTF_8)).refuses(new UnknownContentEncoding());
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "deflate"})
  void what_is_not_packed_as_it_says_is_refused(String encoding, TestServer server)
      throws IOException {
    var cut = pack(encoding, NOBODY);
    cut[cut.length / 2] ^= 0x55;

    var refusal = new BodyParsingError("Invalid %s in request body".formatted(encoding));
    send(server, encoding, NOBODY.getBytes(UTF_8)).refuses(refusal);
    send(server, encoding, cut).refuses(refusal);
  }

  @Test
  void the_limit_is_that_of_what_was_packed(TestServer server) throws IOException {
    var full = " ".repeat(LARGEST - NOBODY.length()) + NOBODY;

    send(server, "gzip", pack("gzip", full)).refuses(new EmailPasswordMismatch());
    send(server, "gzip", pack("gzip", full + " ")).refuses(new BodyTooLarge());
    send(server, "gzip", pack("gzip", " ".repeat(40 * LARGEST))).refuses(new BodyTooLarge());
  }

  @Test
  void a_batch_of_events_may_come_as_packed_json(TestServer server) throws IOException {
    var project = server.newUnpublishedProject();

    project
        .client()
        .as(project.signUpAnonymously())
        .with("content-encoding", "gzip")
        .send(
            "POST",
            "/analytics/events/batch",
            "application/json",
            pack("gzip", "{\"events\": [{}, {}]}"))
        .answers(200, "{\"inserted\": 2}");
  }

  private static TestAnswer send(TestServer server, String encoding, byte[] body) {
    return server
        .newUnpublishedProject()
        .client()
        .with("content-encoding", encoding)
        .send("POST", "/auth/password/sign-in", "application/json", body);
  }

  private static byte[] pack(String encoding, String text) throws IOException {
    var packed = new ByteArrayOutputStream();
    try (var stream = packer(encoding, packed)) {
      stream.write(text.getBytes(UTF_8));
    }
    return packed.toByteArray();
  }

  private static OutputStream packer(String encoding, OutputStream packed) throws IOException {
    return switch (encoding) {
      case "deflate" -> new DeflaterOutputStream(packed);
      case "identity" -> packed;
      default -> new GZIPOutputStream(packed);
    };
  }
}
