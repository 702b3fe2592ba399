package dev.postern.http.body;

/// How large bodies may be, and how large they become.
public final class BodySize {
  /// What an endpoint reads unless it says otherwise.
  public static final int USUAL = 1024 * 1024;

  /// For an image of a million characters in a URL, although some encoders escape each slash.
  public static final int WITH_IMAGE = 2 * USUAL;

  /// How many tokens of JSON become a tree; the values and names of the longest honest documents
  /// are a tenth of that.
  public static final int MOST_TOKENS = 100_000;

  /// The bytes, and the characters of the strings in them.
  private static final long MEMORY_OF_BYTE = 3;

  /// A member with its name, or an object with its first one.
  private static final long MEMORY_OF_NODE = 128;

  private BodySize() {}

  /// The most memory that a body takes while a request is worked.
  static long inMemory(byte[] body) {
    var nodes = 0;
    for (var one : body) if (one == ',' || one == '{' || one == '[') nodes++;
    return MEMORY_OF_BYTE * body.length + MEMORY_OF_NODE * Math.min(nodes, MOST_TOKENS);
  }
}
