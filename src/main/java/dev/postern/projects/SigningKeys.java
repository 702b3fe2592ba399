package dev.postern.projects;

import dev.postern.crypto.SigningKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The keys that sign a project's access tokens, newest first for each audience.
public record SigningKeys(Map<Audience, List<SigningKey>> byAudience) {

  /// The key that signs now.
  public SigningKey current(Audience audience) {
    return of(audience).getFirst();
  }

  public List<SigningKey> of(Audience audience) {
    return byAudience.getOrDefault(audience, List.of());
  }

  Optional<SigningKey> find(Audience audience, String kid) {
    return of(audience).stream().filter(key -> key.kid().equals(kid)).findFirst();
  }

  /// Whose audience a key is; a key of another project is nobody's.
  public Optional<Signer> signer(String kid) {
    for (var audience : Audience.values()) {
      var key = find(audience, kid);
      if (key.isPresent()) return Optional.of(new Signer(audience, key.get()));
    }
    return Optional.empty();
  }

  /// A key and the audience it may sign for.
  public record Signer(Audience audience, SigningKey key) {}
}
