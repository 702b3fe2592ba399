package dev.postern.server;

import dev.postern.db.Door;
import dev.postern.db.Store.Passage;
import dev.postern.errors.AccessError;
import dev.postern.errors.ControlError;
import dev.postern.errors.ProjectError.CurrentProjectNotFound;
import dev.postern.errors.Refusal;
import dev.postern.errors.RequestError;
import dev.postern.errors.SessionError;
import dev.postern.errors.UserError.CannotGetOwnUserWithoutUser;
import dev.postern.http.Answer;
import dev.postern.http.Endpoint;
import dev.postern.http.Exchange;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// What a server did that it must never do, by the project it did it to; `""` where no project was
/// named.
final class Defects {
  private static final ThreadLocal<Passage> LAST_ONCE = new ThreadLocal<>();

  private final Map<String, List<String>> byProject = new ConcurrentHashMap<>();

  /// Notes a second statement behind one door `once`.
  @SuppressWarnings("ReferenceEquality") // Two passages through one door are two objects.
  void statement(Passage passage, String sql) {
    if (passage.door() != Door.ONCE) return;
    if (LAST_ONCE.get() == passage) add("", "A second statement at the door once: " + sql);
    LAST_ONCE.set(passage);
  }

  /// Notes a refusal that the endpoint does not list and that not every endpoint may give.
  void refused(Exchange exchange, Endpoint<?, ?, ?> endpoint, Refusal refusal) {
    if (isOfEveryEndpoint(refusal) || endpoint.refuses().contains(refusal.getClass())) return;
    add(
        project(exchange),
        "%s %s does not list %s"
            .formatted(
                endpoint.method(), endpoint.path().text(), refusal.getClass().getSimpleName()));
  }

  private static boolean isOfEveryEndpoint(Refusal refusal) {
    return switch (refusal) {
      case RequestError _, AccessError _, CurrentProjectNotFound _, CannotGetOwnUserWithoutUser _ ->
          true;
      case SessionError error -> !(error instanceof SessionError.RefreshTokenNotFoundOrExpired);
      case ControlError error ->
          error instanceof ControlError.BadRequest
              || error instanceof ControlError.KeyRequired
              || error instanceof ControlError.KeyUnknown;
      default -> false;
    };
  }

  /// Notes a failure.
  void served(Exchange exchange, Answer answer, Duration took) {
    if (answer.status() == 500)
      add(project(exchange), "500 for %s %s".formatted(exchange.method(), exchange.path()));
  }

  private static String project(Exchange exchange) {
    return exchange.headers().stack("project-id").orElse("");
  }

  private void add(String project, String defect) {
    byProject.computeIfAbsent(project, _ -> new CopyOnWriteArrayList<>()).add(defect);
  }

  /// What was noted of a project; it is forgotten with that.
  List<String> takeOf(String project) {
    var defects = byProject.remove(project);
    return defects == null ? List.of() : List.copyOf(defects);
  }
}
