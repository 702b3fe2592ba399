package dev.postern.http.body;

import dev.postern.errors.Refused;
import dev.postern.errors.RequestError.BodyParsingError;
import dev.postern.errors.RequestError.BodyTooLarge;
import dev.postern.errors.RequestError.UnknownContentEncoding;
import dev.postern.errors.Unavailable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/// Takes bodies into memory, no more of them at once than there is room for.
public final class Intake {
  /// What a connection may send without asking for room; it has buffers of that size anyway.
  private static final int SMALL = 16 * 1024;

  /// A client that is still sending sees no answer, so this much more is read and thrown away.
  private static final long MOST_THROWN_AWAY = 8L * BodySize.USUAL;

  /// The engine refuses what is longer by itself. It reads a chunk as a whole before it gives a
  /// byte of it, so this is also the most that one connection makes it hold.
  public static final long MOST_SENT = MOST_THROWN_AWAY;

  private static final long LEAST_ROOM = 20L * BodySize.USUAL;
  private static final int PART_ON_THE_WAY = 16;
  private static final int PART_IN_WORK = 4;

  private final Budget onTheWay;
  private final Budget inWork;

  /// @param memory how much the process has
  public Intake(long memory) {
    this.onTheWay =
        new Budget("bodies on their way", Math.max(LEAST_ROOM, memory / PART_ON_THE_WAY));
    this.inWork = new Budget("bodies in work", Math.max(LEAST_ROOM, memory / PART_IN_WORK));
  }

  /// A body in memory, which is its request's until it is closed.
  public static final class Taken implements AutoCloseable {
    private final byte[] bytes;
    private final Budget.Share share;

    private Taken(byte[] bytes, Budget.Share share) {
      this.bytes = bytes;
      this.share = share;
    }

    public byte[] bytes() {
      return bytes;
    }

    @Override
    public void close() {
      share.close();
    }
  }

  /// What a client says of its body.
  ///
  /// @param length or a negative number where it is not told
  /// @param encoding how the body is packed, by RFC 9110 §8.4.1
  public record Form(long length, String encoding) {}

  /// Reads a body to its end, and unpacks it. Refuses one that is larger than its endpoint reads,
  /// and throws `Unavailable` where there is no room for it; the connection is of no use then.
  public Taken take(InputStream body, Form form, int largest) throws IOException {
    var sent = new SentBody(body);
    var encoding = form.encoding().strip().toLowerCase(Locale.ROOT);
    if (encoding.equals("identity")) return take(sent, form.length(), largest);
    try {
      // What it becomes may be longer than what is sent.
      return take(unpacked(sent, encoding), -1, largest);
    } catch (ZipException | EOFException broken) {
      throwAway(sent, form.length());
      throw new Refused(new BodyParsingError("Invalid %s in request body".formatted(encoding)));
    } catch (Refused | Unavailable refused) {
      throwAway(sent, form.length());
      throw refused;
    }
  }

  private static InputStream unpacked(InputStream packed, String encoding) throws IOException {
    return switch (encoding) {
      case "gzip", "x-gzip" -> new GZIPInputStream(packed);
      case "deflate" -> new InflaterInputStream(packed);
      default -> throw new Refused(new UnknownContentEncoding());
    };
  }

  private Taken take(InputStream body, long told, int largest) throws IOException {
    try {
      if (told > largest) throw new Refused(new BodyTooLarge());
      var bytes = read(body, told < 0 ? largest : (int) told, largest);
      return new Taken(bytes, inWork.take(BodySize.inMemory(bytes)));
    } catch (Refused | Unavailable refused) {
      throwAway(body, told);
      throw refused;
    }
  }

  private byte[] read(InputStream body, int expected, int largest) throws IOException {
    var first = body.readNBytes(SMALL);
    if (first.length < SMALL) return first;
    try (var _ = onTheWay.take(expected)) {
      var rest = body.readNBytes(largest - SMALL + 1);
      if (SMALL + rest.length > largest) throw new Refused(new BodyTooLarge());
      var whole = Arrays.copyOf(first, SMALL + rest.length);
      System.arraycopy(rest, 0, whole, SMALL, rest.length);
      return whole;
    }
  }

  private static void throwAway(InputStream body, long told) throws IOException {
    if (told > MOST_THROWN_AWAY) return;
    var buffer = new byte[SMALL];
    var thrown = 0L;
    while (thrown < MOST_THROWN_AWAY) {
      var more = body.read(buffer);
      if (more < 0) return;
      thrown += more;
    }
  }
}
