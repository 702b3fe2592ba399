package dev.postern.sessions;

import dev.postern.http.Json;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Where the person behind a request is, as far as that is known.
///
/// @param place what is kept with a session and shown to its user
public record EndUser(Optional<Place> place) {
  public static final EndUser UNKNOWN = new EndUser(Optional.empty());

  private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");

  /// An address and what proxies say of where it is; the names are those of the wire.
  public record Place(
      String ip,
      Optional<String> countryCode,
      Optional<String> regionCode,
      Optional<String> cityName,
      Optional<Double> latitude,
      Optional<Double> longitude,
      Optional<String> tzIdentifier) {}

  /// The place as JSON, as it is stored.
  Optional<String> json() {
    return place.map(Json::text);
  }

  /// The country, where it is known and two letters.
  public @Nullable String country() {
    return place
        .flatMap(Place::countryCode)
        .filter(country -> COUNTRY.matcher(country).matches())
        .orElse(null);
  }
}
