package dev.postern.images;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// The container of a WebP (RFC 9649), which the JDK cannot decode: its chunks must fill it, and
/// there must be a frame whose header is right.
final class Webp {
  private static final int RIFF_HEADER = 8;
  private static final int FIRST_CHUNK = 12;
  private static final int CHUNK_HEADER = 8;
  private static final int CANVAS = 10;
  private static final int FRAME_HEADER = 16;
  private static final int LOSSY_HEADER = 10;
  private static final int LOSSY_START = 0x2a019d;
  private static final int LOSSLESS_HEADER = 5;
  private static final int LOSSLESS_SIGNATURE = 0x2f;
  private static final int FOURTEEN_BITS = 0x3fff;

  private final ByteBuffer bytes;
  private final long mostPixels;

  Webp(byte[] bytes, long mostPixels) {
    this.bytes = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    this.mostPixels = mostPixels;
  }

  boolean isGood() {
    if (bytes.capacity() < FIRST_CHUNK || !name(RIFF_HEADER).equals("WEBP")) return false;
    long end = RIFF_HEADER + size(Integer.BYTES);
    return end <= bytes.capacity() && hasFrame(FIRST_CHUNK, end);
  }

  /// Whether the chunks fill this stretch exactly, and one of them is an image.
  private boolean hasFrame(int start, long end) {
    boolean found = false;
    long at = start;
    while (at < end) {
      if (end - at < CHUNK_HEADER) return false;
      int payload = (int) at + CHUNK_HEADER;
      long size = size((int) at + Integer.BYTES);
      if (size > end - payload) return false;
      if (!isPossible(name((int) at), payload, size)) return false;
      found |= isFrame(name((int) at));
      // A chunk of odd size is followed by a byte that counts for nothing, even at the end.
      at = payload + size + (size & 1);
    }
    return found;
  }

  private static boolean isFrame(String chunk) {
    return chunk.equals("VP8 ") || chunk.equals("VP8L") || chunk.equals("ANMF");
  }

  private boolean isPossible(String chunk, int payload, long size) {
    return switch (chunk) {
      case "VP8 " -> size >= LOSSY_HEADER && isLossy(payload, size);
      case "VP8L" -> size >= LOSSLESS_HEADER && isLossless(payload);
      case "VP8X" ->
          size >= CANVAS && fits(1 + threeBytes(payload + 4), 1 + threeBytes(payload + 7));
      case "ANMF" ->
          size >= FRAME_HEADER
              && fits(1 + threeBytes(payload + 6), 1 + threeBytes(payload + 9))
              && hasFrame(payload + FRAME_HEADER, payload + size);
      default -> true;
    };
  }

  /// A key frame of VP8 (RFC 6386 §9.1) whose first partition lies inside the chunk.
  private boolean isLossy(int payload, long size) {
    int tag = threeBytes(payload);
    boolean isKeyFrame = (tag & 1) == 0;
    return isKeyFrame
        && (tag >> 5) <= size - LOSSY_HEADER
        && threeBytes(payload + 3) == LOSSY_START
        && fits(
            bytes.getShort(payload + 6) & FOURTEEN_BITS,
            bytes.getShort(payload + 8) & FOURTEEN_BITS);
  }

  private boolean isLossless(int payload) {
    int header = bytes.getInt(payload + 1);
    int version = header >>> 29;
    return bytes.get(payload) == LOSSLESS_SIGNATURE
        && version == 0
        && fits(1 + (header & FOURTEEN_BITS), 1 + ((header >> 14) & FOURTEEN_BITS));
  }

  private boolean fits(long width, long height) {
    return width > 0 && height > 0 && width * height <= mostPixels;
  }

  private String name(int at) {
    var name = new byte[Integer.BYTES];
    bytes.get(at, name);
    return new String(name, StandardCharsets.ISO_8859_1);
  }

  private long size(int at) {
    return Integer.toUnsignedLong(bytes.getInt(at));
  }

  private int threeBytes(int at) {
    return (bytes.getShort(at) & 0xffff) | ((bytes.get(at + 2) & 0xff) << 16);
  }
}
