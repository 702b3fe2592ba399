package dev.postern.settings;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// The web addresses to which a visitor of a project may be sent.
public record TrustedDomains(boolean allowsLocalhost, List<TrustedDomain> domains) {
  /// What a browser runs or opens in place instead of going there. `intent` names its real
  /// destination in the fragment.
  private static final Set<String> NEVER =
      Set.of("javascript", "data", "vbscript", "blob", "file", "about", "intent");

  private static final Pattern LOCALHOST =
      Pattern.compile("localhost|.*\\.localhost|127\\.\\d+\\.\\d+\\.\\d+|\\[::1]");

  public TrustedDomains {
    domains = List.copyOf(domains);
  }

  /// Whether a visitor may be sent to this URL. What a browser might read differently from us is
  /// not trusted.
  public boolean trusts(String url) {
    return WebAddress.parse(url).filter(this::trusts).isPresent();
  }

  private boolean trusts(WebAddress address) {
    if (NEVER.contains(address.scheme())) return false;
    if (allowsLocalhost && LOCALHOST.matcher(address.host()).matches()) return true;
    return domains.stream().anyMatch(domain -> domain.covers(address));
  }
}
