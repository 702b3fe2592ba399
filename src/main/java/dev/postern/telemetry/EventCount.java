package dev.postern.telemetry;

import dev.postern.errors.Refused;
import dev.postern.errors.RequestError.BodyParsingError;
import dev.postern.errors.RequestError.BodyTooLarge;
import dev.postern.http.Json;
import dev.postern.http.body.BodySize;
import dev.postern.http.schema.Body;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// How many events a batch holds: the length of its list `events`, and zero without one.
final class EventCount {
  /// What any other body may have; the SDKs flush at 64 kB.
  private static final int LARGEST_BATCH = BodySize.USUAL;

  private EventCount() {}

  /// Counts in a batch that came as JSON, or as gzip under the name of `application/octet-stream`,
  /// as browsers send it.
  static int of(Body body) {
    return switch (body) {
      case Body.Json(var tree) when tree.path("events").isArray() -> tree.path("events").size();
      case Body.Bytes(var bytes) -> inJson(unzip(bytes));
      case Body.Json _, Body.None _, Body.Form _, Body.Text _ -> 0;
    };
  }

  /// A few bytes can be the gzip of gigabytes, so reading ends at the limit.
  private static byte[] unzip(byte[] zipped) {
    try (var stream = new GZIPInputStream(new ByteArrayInputStream(zipped))) {
      var bytes = stream.readNBytes(LARGEST_BATCH + 1);
      if (bytes.length > LARGEST_BATCH) throw new Refused(new BodyTooLarge());
      return bytes;
    } catch (IOException _) {
      throw new Refused(new BodyParsingError("Invalid gzip in request body"));
    }
  }

  /// Reads token by token, since the tree of an unzipped body could be large.
  private static int inJson(byte[] json) {
    try (var parser = Json.parser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) return 0;
      var events = 0;
      for (var name = parser.nextName(); name != null; name = parser.nextName()) {
        var value = parser.nextToken();
        if (name.equals("events") && value == JsonToken.START_ARRAY) events = elements(parser);
        else parser.skipChildren();
      }
      return events;
    } catch (JacksonException _) {
      throw new Refused(new BodyParsingError("Invalid JSON in request body"));
    }
  }

  private static int elements(JsonParser parser) {
    var count = 0;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      parser.skipChildren();
      count++;
    }
    return count;
  }
}
