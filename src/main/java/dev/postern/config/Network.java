package dev.postern.config;

import java.net.InetAddress;
import java.net.URI;
import java.util.List;

/// Where the server listens, how the world reaches it, and whose forwarded headers count.
///
/// @param address the one it listens on; `0.0.0.0` and `::` are all that the machine has
public record Network(
    InetAddress address, int port, URI publicUrl, List<AddressRange> trustedProxies) {
  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
  private static final InetAddress ALL = InetAddress.ofLiteral("::");

  static Network read(Mode mode, Settings settings) {
    var address =
        settings
            .address(
                "POSTERN_ADDRESS",
                "`127.0.0.1` in dev, all addresses in serve",
                "The address of this machine that the server listens on. `::` is all of them, of"
                    + " either family.")
            .orElse(mode == Mode.DEV ? LOOPBACK : ALL);
    var port =
        settings.number(
            "POSTERN_PORT", 8101, Bounds.between(1, 65_535), "The port the server listens on.");
    var publicUrl =
        settings.webUrl(
            "POSTERN_PUBLIC_URL",
            "`http://localhost:<port>` in dev; must be set in serve",
            "What users and apps reach the server by. Links, token issuers and redirects come from"
                + " it alone.");
    if (mode == Mode.SERVE && !settings.isSet("POSTERN_PUBLIC_URL")) {
      settings.complain(
          "POSTERN_PUBLIC_URL", "must be set in production", "https://auth.example.com");
    }
    var proxies =
        settings.ranges(
            "POSTERN_TRUSTED_PROXIES",
            "127.0.0.0/8,::1/128",
            "Proxies whose forwarded headers are believed. Of `X-Forwarded-For` the last address"
                + " that is none of theirs counts; `X-Real-IP`, which the proxy must then set"
                + " itself, counts only without it.");
    return new Network(
        address, port, publicUrl.orElseGet(() -> URI.create("http://localhost:" + port)), proxies);
  }

  public boolean trusts(InetAddress peer) {
    return trustedProxies.stream().anyMatch(range -> range.contains(peer));
  }
}
