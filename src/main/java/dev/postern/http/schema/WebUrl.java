package dev.postern.http.schema;

/// A URL, as text: any scheme, no spaces. Whether it may be followed is another question.
public record WebUrl(String value) {
  public static final Value<WebUrl> WIRE =
      Value.text()
          .format("uri")
          .check(text -> !text.contains(" "), "contains spaces")
          .check(Formats::isUrl, "is not a valid URL")
          .to(WebUrl::new);
}
