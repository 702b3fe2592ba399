package dev.postern.controlplane;

import dev.postern.clock.Clock;
import dev.postern.crypto.Sha256;
import dev.postern.db.Store;
import dev.postern.errors.ControlError.KeyRequired;
import dev.postern.errors.ControlError.KeyUnknown;
import dev.postern.errors.Refused;
import dev.postern.http.Access;
import dev.postern.http.Exchange;
import dev.postern.http.RequestHeaders;
import dev.postern.http.schema.Problems;
import java.time.Duration;

/// Knows the callers of the control plane by their keys.
record ApiKeys(Store home, Clock clock) implements Access<ApiKey> {
  private static final String SCHEME = "bearer ";
  private static final Duration FRESH = Duration.ofMinutes(1);

  /// Makes sure that there is this key, which the operator chose. One that was revoked stays so.
  void ensureFirst(String key) {
    home.once(
        handle -> ApiKeyTable.insert(handle, "From the environment", Sha256.of(key), clock.now()));
  }

  @Override
  public boolean suits(RequestHeaders headers) {
    return true;
  }

  @Override
  public Admission<ApiKey> admit(Exchange exchange, Problems problems) {
    var key =
        exchange
            .headers()
            .named("authorization")
            .filter(header -> header.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
            .map(header -> header.substring(SCHEME.length()).strip())
            // As it arrives when a shell left the name of a variable in place.
            .filter(sent -> !sent.isEmpty() && !sent.startsWith("$"))
            .orElseThrow(() -> new Refused(new KeyRequired()));
    return Admission.of(known(key, exchange));
  }

  private ApiKey known(String key, Exchange exchange) {
    var now = clock.now();
    var from = exchange.peer().getHostAddress().split("%", 2)[0];
    return home.once(handle -> ApiKeyTable.use(handle, Sha256.of(key), from, now, now.minus(FRESH)))
        .orElseThrow(() -> new Refused(new KeyUnknown()));
  }

  @Override
  public String scheme() {
    return "control plane key";
  }
}
