package dev.postern.settings;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Scheme, host and port of a URL that everyone reads alike.
///
/// Browsers repair much of what they are given (WHATWG URL §4.4): backslashes and missing slashes,
/// tabs, percent signs and full-width letters in hosts, numbers as IPv4 addresses. A URL that needs
/// repair has no address here, nor has one with a user name before its host.
record WebAddress(String scheme, String host, int port) {
  private static final int NO_PORT = -1;

  private static final Pattern PLAIN_URL =
      Pattern.compile(
          "(?<scheme>[a-zA-Z][a-zA-Z0-9+.-]*+)://"
              + "(?<host>\\[[0-9a-f:.]{2,45}]|[a-zA-Z0-9_.-]{1,253})"
              + "(?::(?<port>[0-9]{1,5}))?"
              + "(?:[/?#][^\\x00-\\x20\\x7f-\\x9f\\\\\\u2028\\u2029\\ud800-\\udfff]*+)?");

  private static final Pattern EMPTY_LABEL = Pattern.compile("\\..*|.*\\.\\..*|.*\\.");

  /// A last label that makes browsers read the host as an IPv4 address.
  private static final Pattern NUMBER = Pattern.compile("(?:.*\\.)?(?:[0-9]+|0[xX][0-9a-fA-F]*)");

  private static final String OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
  private static final Pattern IPV4 = Pattern.compile(OCTET + "(?:\\." + OCTET + "){3}");

  /// The address, or nothing if there is doubt.
  static Optional<WebAddress> parse(String url) {
    var plain = PLAIN_URL.matcher(url);
    if (!plain.matches()) return Optional.empty();
    var host = plain.group("host");
    if (EMPTY_LABEL.matcher(host).matches()) return Optional.empty();
    if (NUMBER.matcher(host).matches() && !IPV4.matcher(host).matches()) return Optional.empty();
    return of(plain.group("scheme").toLowerCase(Locale.ROOT), host, plain.group("port"));
  }

  private static Optional<WebAddress> of(String scheme, String host, @Nullable String givenPort) {
    var defaultPort = defaultPort(scheme);
    var port = givenPort == null ? defaultPort : Integer.parseInt(givenPort);
    if (port > 65535) return Optional.empty();
    // Hosts of other schemes are no domain names: apps take them by the letter.
    var spelling = defaultPort == NO_PORT ? host : host.toLowerCase(Locale.ROOT);
    return Optional.of(new WebAddress(scheme, spelling, port));
  }

  boolean hasDefaultPort() {
    return port == defaultPort(scheme);
  }

  private static int defaultPort(String scheme) {
    return switch (scheme) {
      case "https", "wss" -> 443;
      case "http", "ws" -> 80;
      case "ftp" -> 21;
      default -> NO_PORT;
    };
  }
}
