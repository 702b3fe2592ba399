package dev.postern.images;

import dev.postern.errors.Refusal;

/// What an image's URL has turned out to be.
public sealed interface Picture {

  /// Somewhere on the web, where it stays.
  record OnTheWeb(String url) implements Picture {}

  /// In the URL itself, and good.
  record Uploaded(ImageFormat format, byte[] bytes) implements Picture {}

  /// Nothing that can be shown; the refusal is told when its turn comes.
  record Unusable(Refusal why) implements Picture {}
}
