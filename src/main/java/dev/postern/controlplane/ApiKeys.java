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
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Knows the callers of the control plane by their keys.
record ApiKeys(Store home, Clock clock) implements Access<ApiKey> {
  private static final String SCHEME = "bearer ";
  private static final Duration FRESH = Duration.ofMinutes(1);

  private static final Logger LOG = LoggerFactory.getLogger(ApiKeys.class);

  /// Makes sure that there is this key, which the operator chose, and takes back the one they chose
  /// before. A key that was revoked stays so: in the middle of a rolling change, a node with the
  /// old variable brings the old key not back.
  void ensureFirst(String key) {
    var hash = Sha256.of(key);
    var revoked = home.write(handle -> replace(handle, hash));
    if (revoked > 0)
      LOG.info("POSTERN_CONTROL_API_KEY was changed: the key that it named before is revoked");
    if (home.once(handle -> ApiKeyTable.isRevoked(handle, hash)))
      LOG.warn(
          "The key in POSTERN_CONTROL_API_KEY was revoked and opens nothing; choose a new one");
  }

  private int replace(Handle handle, byte[] hash) {
    var now = clock.now();
    var made = ApiKeyTable.insertFromEnvironment(handle, "From the environment", hash, now);
    return made == 0 ? 0 : ApiKeyTable.revokeOthersFromEnvironment(handle, hash, now);
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
