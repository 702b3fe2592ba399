package dev.postern.http.schema;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The formats of strings that the wire names. None is slow on any text.
public final class Formats {
  private static final Pattern UUID =
      Pattern.compile(
          "(?i)[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"
              + "|00000000-0000-0000-0000-000000000000");

  /// The address syntax of HTML's e-mail input, quantifiers possessive so that no text is slow.
  private static final Pattern EMAIL =
      Pattern.compile(
          "[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]++@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?"
              + "(?:\\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*+");

  private static final Pattern ANY_URL =
      Pattern.compile("(?<scheme>[a-zA-Z][a-zA-Z0-9+.-]*+):(?<rest>[^\\x00-\\x20\\x7f]*+)");

  private static final Pattern SPECIAL_SCHEME =
      Pattern.compile("https?|wss?|ftp", Pattern.CASE_INSENSITIVE);

  private static final Pattern SPECIAL_REST =
      Pattern.compile(
          "[/\\\\]*+(?:[^/\\\\?#]*@)?"
              + "(?<host>\\[[^]/\\\\?#]*+]|[^\\[\\]/\\\\?#:@|%<>^]++)"
              + "(?::(?<port>0*+[0-9]{0,5}))?(?:[/\\\\?#].*+)?",
          Pattern.DOTALL);

  private static final Pattern OTHER_AUTHORITY =
      Pattern.compile(
          "//(?:[^/?#]*@)?(?<host>\\[[^]/?#]*+]|[^\\[\\]/\\\\?#:@|<>^]*+)"
              + "(?::(?<port>0*+[0-9]{0,5}))?(?:[/?#].*+)?",
          Pattern.DOTALL);

  /// A last label that makes the host an IPv4 address, in whatever base its parts are written.
  private static final Pattern ENDS_IN_NUMBER =
      Pattern.compile("(?:.*\\.)?(?:[0-9]++|0[xX][0-9a-fA-F]*+)\\.?");

  private Formats() {}

  static boolean isUuid(String text) {
    return UUID.matcher(text).matches();
  }

  /// The address syntax of HTML's e-mail input, which is ASCII; the empty text passes, as it does
  /// in the original, and is told by a rule of its own.
  public static boolean isEmail(String text) {
    return text.isEmpty() || EMAIL.matcher(text).matches();
  }

  /// A URL as the WHATWG parser takes it without a base: any scheme, and for the web's schemes a
  /// host that can be one. Stricter where that parser repairs: spaces and control characters are
  /// refused wherever they stand, and so are percent signs in hosts.
  public static boolean isUrl(String text) {
    var url = ANY_URL.matcher(text);
    if (!url.matches()) return false;
    var rest = url.group("rest");
    if (SPECIAL_SCHEME.matcher(url.group("scheme")).matches()) return hasHost(rest);
    var isFile = url.group("scheme").equalsIgnoreCase("file");
    return isFile || !rest.startsWith("//") || hasAuthority(rest);
  }

  private static boolean hasHost(String rest) {
    var parts = SPECIAL_REST.matcher(rest);
    if (!parts.matches() || !isPort(parts.group("port"))) return false;
    var host = parts.group("host");
    if (host.startsWith("[")) return isIpv6(host);
    return !ENDS_IN_NUMBER.matcher(host).matches() || isIpv4(host);
  }

  private static boolean hasAuthority(String rest) {
    var parts = OTHER_AUTHORITY.matcher(rest);
    if (!parts.matches() || !isPort(parts.group("port"))) return false;
    var host = parts.group("host");
    return !host.startsWith("[") || isIpv6(host);
  }

  private static boolean isPort(@Nullable String digits) {
    return digits == null || digits.isEmpty() || Integer.parseInt(digits) <= 65535;
  }

  private static boolean isIpv4(String host) {
    var numbers = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    return isLiteral(() -> Inet4Address.ofPosixLiteral(numbers));
  }

  private static boolean isIpv6(String host) {
    var address = host.substring(1, host.length() - 1);
    return !address.contains("%") && isLiteral(() -> Inet6Address.ofLiteral(address));
  }

  private static boolean isLiteral(Supplier<InetAddress> parser) {
    try {
      var _ = parser.get();
      return true;
    } catch (IllegalArgumentException notOne) {
      return false;
    }
  }
}
