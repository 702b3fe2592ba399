package dev.postern.images;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import javax.imageio.ImageIO;

/// Images to try things with.
final class Sample {
  private Sample() {}

  /// A picture of some colours, of this size.
  static byte[] of(String format, int width, int height) {
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int x = 0; x < width; x++)
      for (int y = 0; y < height; y++) image.setRGB(x, y, (x * 31 + y * 17) * 2053);
    return written(image, format);
  }

  /// One colour, which takes few bytes at any size.
  static byte[] blank(String format, int width, int height) {
    return written(new BufferedImage(width, height, BufferedImage.TYPE_BYTE_BINARY), format);
  }

  private static byte[] written(BufferedImage image, String format) {
    var bytes = new ByteArrayOutputStream();
    try {
      if (!ImageIO.write(image, format, bytes))
        throw new IllegalArgumentException("Java writes no " + format);
      return bytes.toByteArray();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  static String url(String type, byte[] bytes) {
    return "data:image/%s;base64,%s".formatted(type, Base64.getEncoder().encodeToString(bytes));
  }

  /// The smallest WebP that a browser shows: one pixel, lossless.
  static byte[] webp() {
    return Base64.getDecoder().decode("UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==");
  }

  /// A WebP of these chunks, each a name and what is in it.
  static byte[] webp(byte[]... chunks) {
    int length = 4;
    for (var chunk : chunks) length += chunk.length;
    var bytes = ByteBuffer.allocate(8 + length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put(ascii("RIFF")).putInt(length).put(ascii("WEBP"));
    for (var chunk : chunks) bytes.put(chunk);
    return bytes.array();
  }

  static byte[] chunk(String name, byte[] payload) {
    int padding = payload.length & 1;
    return ByteBuffer.allocate(8 + payload.length + padding)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(ascii(name))
        .putInt(payload.length)
        .put(payload)
        .array();
  }

  /// The header of a lossy frame of this size, and some bytes after it.
  static byte[] lossy(int width, int height) {
    return ByteBuffer.allocate(20)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(new byte[] {(byte) (5 << 5), 0, 0, (byte) 0x9d, 0x01, 0x2a})
        .putShort((short) width)
        .putShort((short) height)
        .array();
  }

  static byte[] lossless(int width, int height) {
    return ByteBuffer.allocate(12)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put((byte) 0x2f)
        .putInt((width - 1) | ((height - 1) << 14))
        .array();
  }

  static byte[] canvas(int width, int height) {
    return ByteBuffer.allocate(10)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(0)
        .put(threeBytes(width - 1))
        .put(threeBytes(height - 1))
        .array();
  }

  /// A frame of an animation, with the image that is in it.
  static byte[] frame(int width, int height, byte[] image) {
    return ByteBuffer.allocate(16 + image.length)
        .put(new byte[6])
        .put(threeBytes(width - 1))
        .put(threeBytes(height - 1))
        .put(new byte[4])
        .put(image)
        .array();
  }

  private static byte[] threeBytes(int number) {
    return new byte[] {(byte) number, (byte) (number >> 8), (byte) (number >> 16)};
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
