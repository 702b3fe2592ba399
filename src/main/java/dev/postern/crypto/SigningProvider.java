package dev.postern.crypto;

import java.security.Provider;
import java.security.Security;
import java.util.Objects;
import org.conscrypt.Conscrypt;

/// Who computes signatures: Conscrypt where its native library loads (not on musl), six times as
/// fast to verify, else the JDK.
public final class SigningProvider {
  private static final String CONSCRYPT = "Conscrypt";
  private static final String JDK = "SunEC";

  private SigningProvider() {}

  /// For the log at start. The first call loads the library.
  public static String name() {
    return provider().getName();
  }

  /// Conscrypt is kept in Java's own list, as the last, so that nothing else of Java's changes.
  static Provider provider() {
    var known = Security.getProvider(CONSCRYPT);
    if (known != null) {
      return known;
    }
    if (!Conscrypt.isAvailable()) {
      return Objects.requireNonNull(Security.getProvider(JDK), "Every JDK has SunEC.");
    }
    var loaded = Conscrypt.newProviderBuilder().setName(CONSCRYPT).build();
    Security.addProvider(loaded);
    return loaded;
  }
}
