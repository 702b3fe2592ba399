package dev.postern.http;

import dev.postern.errors.LimitError.TooManyTries;
import dev.postern.errors.Refusal;
import dev.postern.errors.Refused;
import dev.postern.errors.RequestError.MethodNotAllowed;
import dev.postern.errors.Unavailable;
import dev.postern.http.body.BodySize;
import dev.postern.http.schema.Input;
import dev.postern.http.schema.Problems;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Works a request: finds the surface and the endpoint, admits the caller, reads what was sent,
/// lets the act do it, and turns whatever comes of it into an answer.
///
/// This is the one place where every exception ends: a refusal is an answer, an outage is 503, all
/// else is a defect, logged once with the request's id.
public final class Router {
  private static final Logger LOG = LoggerFactory.getLogger(Router.class);

  /// What every answer has, so that no browser does with it what it is not meant for.
  static final Map<String, String> EVERYWHERE =
      Map.of(
          "x-content-type-options", "nosniff",
          "x-frame-options", "SAMEORIGIN",
          "referrer-policy", "strict-origin-when-cross-origin",
          "cross-origin-opener-policy", "same-origin");

  private final List<Surface> surfaces;
  private final RefusalObserver observer;

  /// Is told of every refusal by an endpoint. Tests hold by it that an endpoint lists what it
  /// refuses.
  @FunctionalInterface
  public interface RefusalObserver {
    RefusalObserver NONE = (_, _, _) -> {};

    void refused(Exchange exchange, Endpoint<?, ?, ?> endpoint, Refusal refusal);
  }

  /// Endpoints under one protocol.
  public static final class Surface {
    private final Protocol protocol;
    private final Routes routes;

    public Surface(Protocol protocol, List<Endpoint<?, ?, ?>> endpoints) {
      this.protocol = protocol;
      this.routes = new Routes(endpoints);
    }
  }

  /// The surfaces are asked in their order for the path of a request.
  public Router(List<Surface> surfaces, RefusalObserver observer) {
    this.surfaces = List.copyOf(surfaces);
    this.observer = observer;
  }

  /// How many bytes of a body are read for a request of this method, as sent, and path.
  int largestBody(String method, String path) {
    return surfaces.stream()
        .flatMap(surface -> surface.protocol.route(path).flatMap(surface.routes::find).stream())
        .findFirst()
        .flatMap(match -> Method.of(method).map(match.route().endpoints()::get))
        .flatMap(views -> views.stream().map(Endpoint::largestBody).max(Comparator.naturalOrder()))
        .orElse(BodySize.USUAL);
  }

  /// Answers a request, whatever it is.
  public Answer serve(Exchange exchange) {
    var asked = exchange.method().equals("HEAD") ? exchange.asGet() : exchange;
    return answer(asked, (surface, path) -> work(surface, path, asked));
  }

  /// Answers a request that could not be taken, for this reason, in the words of its surface.
  Answer refuse(Exchange exchange, RuntimeException reason) {
    return answer(
        exchange,
        (surface, _) ->
            told(
                surface.protocol,
                exchange,
                () -> {
                  throw reason;
                }));
  }

  private Answer answer(Exchange exchange, BiFunction<Surface, String, Answer> work) {
    for (var surface : surfaces) {
      var path = surface.protocol.route(exchange.path());
      if (path.isPresent())
        return surface
            .protocol
            .finish(work.apply(surface, path.get()), exchange)
            .withMissing(EVERYWHERE);
    }
    return Answer.text(404, "There is nothing here.").withMissing(EVERYWHERE);
  }

  private Answer work(Surface surface, String path, Exchange exchange) {
    var protocol = surface.protocol;
    return told(
        protocol,
        exchange,
        () -> protocol.shortcut(exchange).orElseGet(() -> route(surface, path, exchange)));
  }

  private static Answer told(Protocol protocol, Exchange exchange, Supplier<Answer> work) {
    try {
      return work.get();
    } catch (Refused refused) {
      return refusal(protocol, refused.refusal(), exchange);
    } catch (Unavailable unavailable) {
      LOG.warn("{} {}: unavailable: {}", exchange.id(), exchange.path(), unavailable.getMessage());
      var seconds = Math.max(1, unavailable.retryAfter().toSeconds());
      return protocol.unavailable(exchange).with("retry-after", Long.toString(seconds));
    } catch (Exception | StackOverflowError defect) {
      LOG.error("{} {} {}: failed", exchange.id(), exchange.method(), exchange.path(), defect);
      return protocol.failure(exchange);
    }
  }

  private static Answer refusal(Protocol protocol, Refusal refusal, Exchange exchange) {
    var answer = protocol.refusal(refusal, exchange);
    return refusal instanceof TooManyTries(var seconds)
        ? answer.with("retry-after", Long.toString(seconds))
        : answer;
  }

  private Answer route(Surface surface, String path, Exchange exchange) {
    var protocol = surface.protocol;
    var match = surface.routes.find(path);
    if (match.isEmpty()) {
      protocol.authenticate(exchange);
      return protocol.unknownPath(exchange);
    }
    var views =
        Method.of(exchange.method())
            .map(method -> match.get().route().endpoints().getOrDefault(method, List.of()));
    if (views.isEmpty() || views.get().isEmpty()) {
      var refused =
          views.isEmpty() ? protocol.refusal(new MethodNotAllowed(), exchange) : Answer.empty(405);
      return refused.with("allow", match.get().route().methods());
    }
    var problems = new Problems();
    var input =
        new Input(
            match.get().parameters(),
            Query.parse(exchange.query()),
            exchange.headers()::stack,
            protocol.body(exchange, problems));
    var endpoint = view(views.get(), exchange);
    try {
      return call(endpoint, exchange, input, protocol, problems);
    } catch (Refused refused) {
      observer.refused(exchange, endpoint, refused.refusal());
      throw refused;
    }
  }

  /// The view for the declared access type; the first one where none fits, to word the refusal.
  private static Endpoint<?, ?, ?> view(List<Endpoint<?, ?, ?>> views, Exchange exchange) {
    return views.stream()
        .filter(view -> view.access().suits(exchange.headers()))
        .findFirst()
        .orElse(views.getFirst());
  }

  private static <C, I extends Record, O> Answer call(
      Endpoint<C, I, O> endpoint,
      Exchange exchange,
      Input input,
      Protocol protocol,
      Problems problems) {
    var admission = endpoint.access().admit(exchange, problems);
    var request = endpoint.takes().read(input, admission.currentUser(), problems);
    protocol.refuseIfAny(problems, exchange);
    var output = endpoint.act().apply(admission.caller().orElseThrow(), request.orElseThrow());
    var answer = answer(endpoint.status(), output, exchange);
    return cached(answer, endpoint.cacheControl());
  }

  /// What must not be stored says so to HTTP/1.0 caches as well (RFC 6749 §5.1).
  private static Answer cached(Answer answer, String control) {
    if (control.isEmpty()) return answer;
    var told = answer.with("cache-control", control);
    return control.equals("no-store") ? told.with("pragma", "no-cache") : told;
  }

  private static Answer answer(int status, Object output, Exchange exchange) {
    return switch (output) {
      case Nothing _ -> Answer.empty(status);
      case PlainText(var text) -> Answer.text(status, text);
      case Answer.Blob blob -> Answer.blob(status, blob);
      default ->
          Answer.json(
              status, isForPeople(exchange) ? Json.writePretty(output) : Json.write(output));
    };
  }

  private static boolean isForPeople(Exchange exchange) {
    return exchange
        .headers()
        .named("accept")
        .filter(accept -> accept.contains("text/html"))
        .isPresent();
  }
}
