package dev.postern.config;

import java.util.Optional;
import java.util.stream.Stream;

/// The keys of a project as the environment gives them; those that are missing are generated.
public record ProjectKeys(
    Optional<Secret> publishableClient, Optional<Secret> secretServer, Optional<Secret> admin) {
  static ProjectKeys read(String prefix, String whose, Mode mode, Settings settings) {
    return new ProjectKeys(
        key(prefix + "_PUBLISHABLE_CLIENT_KEY", "Publishable client key " + whose, mode, settings),
        key(prefix + "_SECRET_SERVER_KEY", "Secret server key " + whose, mode, settings),
        key(prefix + "_ADMIN_KEY", "Administrator's key " + whose, mode, settings));
  }

  public boolean areGiven() {
    return Stream.of(publishableClient, secretServer, admin).anyMatch(Optional::isPresent);
  }

  private static Optional<Secret> key(
      String name, String description, Mode mode, Settings settings) {
    var key = settings.secret(name, description);
    key.ifPresent(secret -> Samples.complain(name, secret, mode, settings));
    return key;
  }
}
