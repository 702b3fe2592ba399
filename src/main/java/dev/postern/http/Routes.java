package dev.postern.http;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The endpoints of one surface by path. Where two templates fit, the one with fewer placeholders
/// wins, so `/users/me` is no user id.
final class Routes {
  private final Map<Integer, List<Route>> byLength = new HashMap<>();

  /// All that is on one path, by method; several endpoints of a method are its views.
  record Route(PathTemplate path, Map<Method, List<Endpoint<?, ?, ?>>> endpoints) {

    /// The methods it takes, as the header `Allow` tells them.
    String methods() {
      var names = endpoints.keySet().stream().sorted().map(Method::name);
      return names.collect(Collectors.joining(", ")).replace("GET", "GET, HEAD");
    }
  }

  /// A route and what its placeholders stand for.
  record Match(Route route, Map<String, String> parameters) {}

  Routes(List<Endpoint<?, ?, ?>> endpoints) {
    for (var endpoint : endpoints)
      route(endpoint.path())
          .endpoints()
          .computeIfAbsent(endpoint.method(), _ -> new ArrayList<>())
          .add(endpoint);
    byLength
        .values()
        .forEach(routes ->
            routes.sort(Comparator.comparingInt(route -> route.path().placeholders().size())));
  }

  private Route route(PathTemplate path) {
    var routes = byLength.computeIfAbsent(path.segments().size(), _ -> new ArrayList<>());
    return routes.stream()
        .filter(route -> route.path().equals(path))
        .findFirst()
        .orElseGet(() -> {
          var route = new Route(path, new HashMap<>());
          routes.add(route);
          return route;
        });
  }

  Optional<Match> find(String path) {
    var segments = PathTemplate.segmentsOf(path);
    for (var route : byLength.getOrDefault(segments.size(), List.of())) {
      var parameters = route.path().match(segments);
      if (parameters.isPresent()) return Optional.of(new Match(route, parameters.get()));
    }
    return Optional.empty();
  }
}
