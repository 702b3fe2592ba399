package dev.postern.sessions;

import dev.postern.config.Network;
import dev.postern.http.Exchange;
import dev.postern.http.RequestHeaders;
import dev.postern.sessions.EndUser.Place;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Finds out where the person behind a request is.
///
/// Nothing is known of callers that are no browser. What proxies say counts only when a trusted one
/// opened the connection. Of a chain of addresses, the last one that no trusted proxy has counts:
/// each proxy adds to it whom it saw itself. `X-Real-IP`, which a proxy may hand on as a client
/// sent it, counts only where there is no chain.
public record EndUsers(Network network) {
  private static final List<String> BROWSERS = List.of("Mozilla", "Chrome", "Safari");
  private static final Pattern ADDRESS = Pattern.compile("[0-9a-fA-F.:]{2,45}");

  public EndUser of(Exchange exchange) {
    var agent = exchange.headers().named("user-agent").orElse("");
    if (BROWSERS.stream().noneMatch(agent::contains)) return EndUser.UNKNOWN;
    if (!network.trusts(exchange.peer()))
      return new EndUser(Optional.of(bare(exchange.peer().getHostAddress())));
    return new EndUser(
        forwarded(exchange.headers()).map(address -> place(address, exchange.headers())));
  }

  private Optional<String> forwarded(RequestHeaders headers) {
    var chain = headers.named("x-forwarded-for").map(EndUsers::split);
    if (chain.isEmpty())
      return headers.named("x-real-ip").map(String::strip).filter(EndUsers::isAddress);
    return chain.get().reversed().stream().filter(this::isOutside).findFirst();
  }

  private static List<String> split(String chain) {
    return Arrays.stream(chain.split(",")).map(String::strip).toList();
  }

  private boolean isOutside(String address) {
    return isAddress(address) && !network.trusts(InetAddress.ofLiteral(address));
  }

  private static boolean isAddress(String text) {
    if (!ADDRESS.matcher(text).matches()) return false;
    try {
      InetAddress.ofLiteral(text);
      return true;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  private static Place bare(String address) {
    return new Place(
        address,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static Place place(String address, RequestHeaders headers) {
    return new Place(
        address,
        headers
            .named("x-vercel-ip-country")
            .or(() -> headers.named("cf-ipcountry"))
            .map(country -> country.strip().toUpperCase(Locale.ROOT)),
        headers.named("x-vercel-ip-country-region"),
        headers.named("x-vercel-ip-city"),
        headers.named("x-vercel-ip-latitude").flatMap(EndUsers::degrees),
        headers.named("x-vercel-ip-longitude").flatMap(EndUsers::degrees),
        headers.named("x-vercel-ip-timezone"));
  }

  private static Optional<Double> degrees(String text) {
    try {
      return Optional.of(Double.valueOf(text)).filter(Double::isFinite);
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }
}
