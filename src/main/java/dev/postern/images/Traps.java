package dev.postern.images;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// What the JDK's decoders would take that is not meant to be taken.
final class Traps {
  private static final int MARKER = 0xff;
  private static final int START_OF_SCAN = 0xda;
  private static final int END_OF_IMAGE = 0xd9;

  /// Cameras write about ten.
  private static final int MOST_SCANS = 100;

  private static final int BMP_HEADERS = 54;
  private static final int PIXELS_AT = 10;
  private static final int WIDTH_AT = 18;
  private static final int HEIGHT_AT = 22;
  private static final int BITS_AT = 28;
  private static final int COMPRESSION_AT = 30;
  private static final int SIZE_AT = 34;

  private Traps() {}

  /// A JPEG of many scans goes over all its pixels for each, at a few bytes a scan; of one that was
  /// cut off the decoder makes up the rest.
  static boolean inJpeg(byte[] bytes) {
    int scans = 0;
    boolean hasEnded = false;
    for (int i = 1; i < bytes.length; i++) {
      if ((bytes[i - 1] & 0xff) != MARKER) continue;
      int marker = bytes[i] & 0xff;
      if (marker == START_OF_SCAN) scans++;
      if (marker == START_OF_SCAN || marker == END_OF_IMAGE) hasEnded = marker == END_OF_IMAGE;
    }
    return scans > MOST_SCANS || !hasEnded;
  }

  /// A BMP can hold a JPEG or a PNG, whose size is not the one that the header tells; of one that
  /// was cut off the decoder makes up the rest.
  static boolean inBmp(byte[] bytes) {
    if (bytes.length < BMP_HEADERS) return true;
    var header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    long pixelsAt = Integer.toUnsignedLong(header.getInt(PIXELS_AT));
    return switch (header.getInt(COMPRESSION_AT)) {
      case 0, 3 -> pixelsAt + pixelBytes(header) > bytes.length;
      case 1, 2 -> pixelsAt + Integer.toUnsignedLong(header.getInt(SIZE_AT)) > bytes.length;
      default -> true;
    };
  }

  /// Every row fills words of four bytes.
  private static long pixelBytes(ByteBuffer header) {
    long bits = Math.abs((long) header.getInt(WIDTH_AT)) * header.getShort(BITS_AT);
    return Math.ceilDiv(bits, 32L) * 4 * Math.abs((long) header.getInt(HEIGHT_AT));
  }
}
