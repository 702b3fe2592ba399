package dev.postern.images;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The raster formats that are kept, each known by the bytes it begins with.
enum ImageFormat {
  PNG("\u0089PNG\r\n\u001a\n"),
  JPEG("\u00ff\u00d8\u00ff"),
  GIF("GIF8"),
  BMP("BM"),
  WEBP("RIFF");

  private final byte[] magic;

  ImageFormat(String magic) {
    this.magic = magic.getBytes(StandardCharsets.ISO_8859_1);
  }

  static Optional<ImageFormat> of(byte[] bytes) {
    return Arrays.stream(values()).filter(format -> format.begins(bytes)).findFirst();
  }

  private boolean begins(byte[] bytes) {
    return bytes.length > magic.length
        && Arrays.equals(bytes, 0, magic.length, magic, 0, magic.length);
  }

  static ImageFormat named(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }

  /// As in addresses and in the database: `png`.
  String fileName() {
    return name().toLowerCase(Locale.ROOT);
  }

  String contentType() {
    return "image/" + fileName();
  }
}
