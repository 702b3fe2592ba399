package dev.postern.settings;

import static java.util.Comparator.comparing;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What holds in a project: the typed view of its rendered settings. A value of a wrong type counts
/// as the default, so no stored document makes a request fail.
public record ProjectSettings(ObjectNode rendered) {

  /// A place to sign in with: `id` is the key in the settings, `type` says whose it is (`google`).
  public record Provider(String id, String type, boolean allowsSignIn) {}

  public ProjectSettings {
    rendered = rendered.deepCopy();
  }

  public static ProjectSettings of(List<ObjectNode> levelsLowestFirst) {
    return new ProjectSettings(Overrides.render(Overrides.combine(levelsLowestFirst)));
  }

  /// The nested document that holds, without the defaults of what nobody has set; a copy.
  @Override
  public ObjectNode rendered() {
    return rendered.deepCopy();
  }

  public boolean allowsSignUp() {
    return flag("/auth/allowSignUp", true);
  }

  public boolean allowsPasswordSignIn() {
    return flag("/auth/password/allowSignIn", false);
  }

  /// How many UTF-16 code units a new password has at least: 8 to 70.
  public int minimumPasswordLength() {
    var length = rendered.at("/auth/password/minimumLength");
    if (!length.isInt() || length.intValue() < 8 || length.intValue() > 70) return 8;
    return length.intValue();
  }

  public boolean allowsOtpSignIn() {
    return flag("/auth/otp/allowSignIn", false);
  }

  public boolean allowsPasskeySignIn() {
    return flag("/auth/passkey/allowSignIn", false);
  }

  public boolean allowsClientTeamCreation() {
    return flag("/teams/allowClientTeamCreation", false);
  }

  public boolean createsPersonalTeam() {
    return flag("/teams/createPersonalTeamOnSignUp", false);
  }

  public boolean allowsClientUserDeletion() {
    return flag("/users/allowClientUserDeletion", false);
  }

  /// Whether anonymous users are in `users_sync` before they become real.
  public boolean publishesAnonymousUsers() {
    return flag("/users/publishAnonymousUsers", false);
  }

  public boolean requiresEmailVerification() {
    return flag("/onboarding/requireEmailVerification", false);
  }

  public boolean requiresPublishableClientKey() {
    return flag("/project/requirePublishableClientKey", false);
  }

  public boolean allowsUserApiKeys() {
    return flag("/apiKeys/enabled/user", false);
  }

  public boolean allowsTeamApiKeys() {
    return flag("/apiKeys/enabled/team", false);
  }

  /// Where visitors may be sent; sorted by address, entries without one left out.
  public TrustedDomains trustedDomains() {
    var domains =
        rendered.at("/domains/trustedDomains").properties().stream()
            .flatMap(entry -> trustedDomain(entry.getValue()).stream())
            .sorted(comparing(TrustedDomain::baseUrl, WireOrder.BY_NAME))
            .toList();
    return new TrustedDomains(flag("/domains/allowLocalhost", false), domains);
  }

  /// All providers that have a type, sorted by id.
  public List<Provider> providers() {
    return rendered.at("/auth/oauth/providers").properties().stream()
        .flatMap(entry -> provider(entry.getKey(), entry.getValue()).stream())
        .sorted(comparing(Provider::id, WireOrder.BY_NAME))
        .toList();
  }

  /// The types that a visitor can sign in with, sorted: what a sign-in page offers.
  public List<String> signInProviderTypes() {
    return providers().stream()
        .filter(Provider::allowsSignIn)
        .map(Provider::type)
        .sorted(WireOrder.BY_NAME)
        .toList();
  }

  private boolean flag(String pointer, boolean unlessSet) {
    return flag(rendered.at(pointer), unlessSet);
  }

  private static boolean flag(JsonNode value, boolean unlessSet) {
    return value.isBoolean() ? value.booleanValue() : unlessSet;
  }

  private static Optional<String> text(JsonNode value) {
    return value.isString() ? Optional.of(value.stringValue()) : Optional.empty();
  }

  private static Optional<TrustedDomain> trustedDomain(JsonNode entry) {
    var handlerPath = text(entry.path("handlerPath")).orElse("/handler");
    return text(entry.path("baseUrl")).map(baseUrl -> new TrustedDomain(baseUrl, handlerPath));
  }

  private static Optional<Provider> provider(String id, JsonNode entry) {
    var allowsSignIn = flag(entry.path("allowSignIn"), false);
    return text(entry.path("type")).map(type -> new Provider(id, type, allowsSignIn));
  }
}
