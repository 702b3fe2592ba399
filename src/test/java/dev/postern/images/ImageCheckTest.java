package dev.postern.images;

import static dev.postern.images.Sample.canvas;
import static dev.postern.images.Sample.chunk;
import static dev.postern.images.Sample.frame;
import static dev.postern.images.Sample.lossless;
import static dev.postern.images.Sample.lossy;
import static dev.postern.images.Sample.webp;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageCheckTest {
  private final ImageCheck check = new ImageCheck();

  @ParameterizedTest
  @CsvSource({"png,PNG", "jpeg,JPEG", "gif,GIF", "bmp,BMP"})
  void an_image_is_known_by_its_bytes(String format, ImageFormat known) {
    assertThat(check.formatOf(Sample.of(format, 300, 200))).contains(known);
    assertThat(check.formatOf(Sample.of(format, 1, 1))).contains(known);
    assertThat(check.formatOf(Sample.of(format, 3, 1000))).contains(known);
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpeg", "gif", "bmp"})
  void an_image_that_was_cut_off_is_none(String format) {
    var whole = Sample.of(format, 300, 200);

    assertThat(check.formatOf(Arrays.copyOf(whole, whole.length / 2))).isEmpty();
    assertThat(check.formatOf(Arrays.copyOf(whole, 20))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "GIF8",
        "GIF89a",
        "BM",
        "RIFF",
        "RIFF....WEBP",
        "hello world, this is no image at all, however long it may be",
        "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        "<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'/>",
        "<html><script>alert(1)</script></html>",
        "GIF89a/*<svg xmlns='http://www.w3.org/2000/svg'/>*/=1;alert(1)"
      })
  void other_bytes_are_no_image(String text) {
    assertThat(check.formatOf(text.getBytes(StandardCharsets.ISO_8859_1))).isEmpty();
  }

  @Test
  void an_image_of_more_pixels_than_can_be_shown_is_refused_unseen() {
    assertThat(check.formatOf(Sample.blank("png", 4096, 4096))).contains(ImageFormat.PNG);
    assertThat(check.formatOf(Sample.blank("png", 4097, 4096))).isEmpty();
    assertThat(check.formatOf(withSize(Sample.of("gif", 8, 8), 60_000, 60_000))).isEmpty();
  }

  /// A GIF that claims another size for its only frame.
  private static byte[] withSize(byte[] gif, int width, int height) {
    for (int i = 13; i < gif.length - 9; i++)
      if (gif[i] == 0x2c && gif[i + 5] == 8 && gif[i + 7] == 8) {
        gif[i + 5] = (byte) width;
        gif[i + 6] = (byte) (width >> 8);
        gif[i + 7] = (byte) height;
        gif[i + 8] = (byte) (height >> 8);
        return gif;
      }
    throw new IllegalArgumentException("A GIF without a frame");
  }

  @Test
  void a_jpeg_of_very_many_scans_is_refused_unseen() {
    var jpeg = Sample.of("jpeg", 16, 16);
    var scan = new byte[] {(byte) 0xff, (byte) 0xda};
    var many = Arrays.copyOf(jpeg, jpeg.length + 200 * scan.length + 2);
    for (int i = 0; i < 200; i++) System.arraycopy(scan, 0, many, jpeg.length + 2 * i, 2);
    many[many.length - 2] = (byte) 0xff;
    many[many.length - 1] = (byte) 0xd9;

    assertThat(check.formatOf(many)).isEmpty();
  }

  @Test
  void a_bmp_with_another_format_inside_is_refused() {
    var bmp = Sample.of("bmp", 16, 16);
    bmp[30] = 5;

    assertThat(check.formatOf(bmp)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource
  void a_webp_is_known_by_its_container(byte[] bytes) {
    assertThat(check.formatOf(bytes)).contains(ImageFormat.WEBP);
  }

  static Stream<byte[]> a_webp_is_known_by_its_container() {
    return Stream.of(
        webp(),
        webp(chunk("VP8 ", lossy(640, 480))),
        webp(chunk("VP8L", lossless(640, 480))),
        webp(chunk("VP8X", canvas(640, 480)), chunk("VP8 ", lossy(640, 480))),
        webp(
            chunk("VP8X", canvas(640, 480)),
            chunk("ANIM", new byte[6]),
            chunk("ANMF", frame(640, 480, chunk("VP8L", lossless(640, 480)))),
            chunk("EXIF", new byte[7])));
  }

  @ParameterizedTest
  @MethodSource
  void another_container_is_no_webp(byte[] bytes) {
    assertThat(check.formatOf(bytes)).isEmpty();
  }

  static Stream<byte[]> another_container_is_no_webp() {
    var good = webp(chunk("VP8 ", lossy(640, 480)));
    var delta = lossy(640, 480);
    delta[0] |= 1;
    var laterVersion = lossless(640, 480);
    laterVersion[4] |= (byte) 0xe0;
    return Stream.of(
        Arrays.copyOf(good, good.length - 1),
        webp(new byte[0][]),
        webp(chunk("VP8X", canvas(640, 480))),
        webp(chunk("EXIF", new byte[4])),
        webp(chunk("VP8 ", lossy(0, 480))),
        webp(chunk("VP8 ", lossy(16_000, 16_000))),
        webp(chunk("VP8 ", delta)),
        webp(chunk("VP8 ", new byte[20])),
        webp(chunk("VP8 ", new byte[3])),
        webp(chunk("VP8L", lossless(16_000, 16_000))),
        webp(chunk("VP8L", laterVersion)),
        webp(chunk("VP8X", canvas(100_000, 100_000)), chunk("VP8 ", lossy(640, 480))),
        webp(chunk("ANMF", frame(640, 480, chunk("EXIF", new byte[2])))),
        webp(chunk("ANMF", frame(100_000, 480, chunk("VP8 ", lossy(640, 480))))),
        webp(chunk("VP8 ", lossy(640, 480)), new byte[] {'E', 'X', 'I'}));
  }
}
