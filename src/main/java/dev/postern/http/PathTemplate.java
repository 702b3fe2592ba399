package dev.postern.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// A path with placeholders: `/users/{user_id}`.
public record PathTemplate(String text, List<String> segments) {

  public static PathTemplate of(String text) {
    return new PathTemplate(text, segmentsOf(text));
  }

  static List<String> segmentsOf(String path) {
    return Arrays.stream(path.split("/", -1)).skip(1).toList();
  }

  public Set<String> placeholders() {
    return segments.stream()
        .filter(PathTemplate::isPlaceholder)
        .map(PathTemplate::name)
        .collect(Collectors.toUnmodifiableSet());
  }

  /// What the placeholders stand for in a path, decoded; empty where the path is another one.
  Optional<Map<String, String>> match(List<String> path) {
    if (path.size() != segments.size()) return Optional.empty();
    Map<String, String> found = new LinkedHashMap<>();
    for (int i = 0; i < path.size(); i++) {
      var segment = segments.get(i);
      if (isPlaceholder(segment)) found.put(name(segment), decode(path.get(i)));
      else if (!segment.equals(path.get(i))) return Optional.empty();
    }
    return Optional.of(found);
  }

  private static boolean isPlaceholder(String segment) {
    return segment.startsWith("{");
  }

  private static String name(String segment) {
    return segment.substring(1, segment.length() - 1);
  }

  /// Percent-decodes one segment; what is no valid encoding stays as it was sent.
  private static String decode(String segment) {
    try {
      return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return segment;
    }
  }
}
