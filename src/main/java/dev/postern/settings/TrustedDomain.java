package dev.postern.settings;

import java.net.IDN;
import java.util.Locale;
import java.util.regex.Pattern;

/// A domain that a project trusts: one origin, or with `*` in its host (any run without dots) or
/// `**` (any run) all that match. `handlerPath` is where the app's authentication pages begin.
public record TrustedDomain(String baseUrl, String handlerPath) {
  private static final int LONGEST = 300;

  private static final Pattern WILDCARD_URL =
      Pattern.compile("(https?)://([a-z0-9*_.-]+(?::[0-9*]+)?)(?:[/?#].*)?", Pattern.DOTALL);

  private static final Pattern FOREIGN_HOST =
      Pattern.compile("(https?://)([^/?#:@]*[^\\x00-\\x7f][^/?#:@]*)(.*)", Pattern.DOTALL);

  boolean covers(WebAddress address) {
    if (baseUrl.length() > LONGEST) return false;
    var url = inAscii(baseUrl);
    if (url.contains("*")) return coversByWildcard(url, address);
    return WebAddress.parse(url).filter(address::equals).isPresent();
  }

  private static boolean coversByWildcard(String url, WebAddress address) {
    var wildcard = WILDCARD_URL.matcher(url.toLowerCase(Locale.ROOT));
    if (!wildcard.matches() || !wildcard.group(1).equals(address.scheme())) return false;
    var pattern = wildcard.group(2);
    if (pattern.contains(":")) return matches(pattern, address.host() + ":" + address.port());
    return address.hasDefaultPort() && matches(pattern, address.host());
  }

  /// A host like `müller.example` is typed so and sent by browsers in ASCII. One that Java and
  /// browsers translate differently (`ß`) does not come back as it was, and stays as it is.
  private static String inAscii(String url) {
    var foreign = FOREIGN_HOST.matcher(url);
    if (!foreign.matches()) return url;
    var host = foreign.group(2).toLowerCase(Locale.ROOT);
    try {
      var ascii = IDN.toASCII(host);
      return IDN.toUnicode(ascii).equals(host) ? foreign.group(1) + ascii + foreign.group(3) : url;
    } catch (IllegalArgumentException noDomainName) {
      return url;
    }
  }

  /// Walks the pattern once, with all places of the text that the part before may have reached: no
  /// pattern is slow, however many wildcards it has.
  private static boolean matches(String pattern, String text) {
    var reached = new boolean[text.length() + 1];
    reached[0] = true;
    for (var at = 0; at < pattern.length(); at++) {
      if (pattern.startsWith("**", at)) {
        spread(reached, text, true);
        at++;
      } else if (pattern.charAt(at) == '*') {
        spread(reached, text, false);
      } else {
        advance(reached, text, pattern.charAt(at));
      }
    }
    return reached[text.length()];
  }

  private static void spread(boolean[] reached, String text, boolean overDots) {
    for (var at = 0; at < text.length(); at++) {
      if (reached[at] && (overDots || text.charAt(at) != '.')) reached[at + 1] = true;
    }
  }

  private static void advance(boolean[] reached, String text, char literal) {
    for (var at = text.length(); at > 0; at--) {
      reached[at] = reached[at - 1] && text.charAt(at - 1) == literal;
    }
    reached[0] = false;
  }
}
