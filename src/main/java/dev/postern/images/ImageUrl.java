package dev.postern.images;

import dev.postern.http.schema.Formats;
import dev.postern.http.schema.Value;
import java.util.regex.Pattern;

/// Where an image is: on the web, or in the URL itself.
public record ImageUrl(String value) {
  private static final int LONGEST = 1_000_000;
  private static final Pattern OF_BROWSERS =
      Pattern.compile("data:image/(?:png|jpg|jpeg|gif|bmp|webp);base64,");
  private static final Pattern INLINE = Pattern.compile("data:image/[a-zA-Z0-9.+-]+;base64,");
  private static final Pattern ON_THE_WEB = Pattern.compile("(?i)https?://");

  public static final Value<ImageUrl> WIRE =
      Value.text()
          .format("uri")
          .check(
              text -> text.length() <= LONGEST, "must be at most %d characters".formatted(LONGEST))
          .check(text -> !text.contains(" "), "contains spaces")
          .check(Formats::isUrl, "is not a valid URL")
          .to(ImageUrl::new);

  /// Whether clients may set it: the image itself, in a format that browsers write.
  public boolean isInlineOfBrowsers() {
    return OF_BROWSERS.matcher(value).lookingAt();
  }

  boolean isInline() {
    return INLINE.matcher(value).lookingAt();
  }

  boolean isOnTheWeb() {
    return ON_THE_WEB.matcher(value).lookingAt();
  }

  /// The base64 of an image that is inline.
  String inlined() {
    return value.substring(value.indexOf(',') + 1);
  }

  /// Without the image, which may be long.
  @Override
  public String toString() {
    return isInline() ? value.substring(0, value.indexOf(',') + 1) + "…" : value;
  }
}
