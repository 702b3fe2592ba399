package dev.postern.http;

import dev.postern.errors.ControlError.BadRequest;
import dev.postern.errors.Refusal;
import dev.postern.errors.Refused;
import dev.postern.http.schema.Body;
import dev.postern.http.schema.Problems;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/// The manners of the control plane, `/api/v2`: bodies are JSON whatever their content type says,
/// every refusal is one error object, and a client may name its request by `X-Request-ID`.
public final class ControlProtocol implements Protocol {
  private static final String PREFIX = "/api/v2";

  /// The error object of the control plane.
  ///
  /// @param code empty where the status says it all
  public record GeneralError(String requestId, String code, String message) {}

  @Override
  public Optional<String> route(String path) {
    if (path.startsWith(PREFIX + "/")) return Optional.of(path.substring(PREFIX.length()));
    return Optional.empty();
  }

  @Override
  public Optional<Answer> shortcut(Exchange exchange) {
    return Optional.empty();
  }

  @Override
  public Body body(Exchange exchange, Problems problems) {
    if (exchange.body().length == 0) return new Body.None();
    try {
      return new Body.Json(Json.readBody(exchange.body()));
    } catch (JacksonException _) {
      throw new Refused(new BadRequest("The body is not valid JSON"));
    }
  }

  @Override
  public void authenticate(Exchange exchange) {}

  @Override
  public void refuseIfAny(Problems problems, Exchange exchange) {
    problems.refuseIfDenied();
    if (!problems.lines().isEmpty())
      throw new Refused(new BadRequest(String.join("; ", problems.lines())));
  }

  @Override
  public Answer refusal(Refusal refusal, Exchange exchange) {
    return switch (refusal.shape()) {
      case Refusal.Plain(var status, var text) -> error(status, "", text, exchange);
      case Refusal.OAuth(var status, var error, var text) -> error(status, error, text, exchange);
      case Refusal.Known(var status, var code, var text) -> error(status, code, text, exchange);
    };
  }

  @Override
  public Answer unknownPath(Exchange exchange) {
    return error(404, "", "There is nothing at this address.", exchange);
  }

  @Override
  public Answer failure(Exchange exchange) {
    return error(500, "", "Something broke on the server; its log has more.", exchange);
  }

  @Override
  public Answer unavailable(Exchange exchange) {
    return error(503, "", "Not available right now. Please try again.", exchange);
  }

  @Override
  public Answer finish(Answer answer, Exchange exchange) {
    var needsBody = answer.status() == 405 && answer.body().length == 0;
    var told =
        needsBody
            ? error(405, "", "Method not allowed", exchange).withMissing(answer.headers())
            : answer;
    return told.with("x-request-id", requestId(exchange)).with("cache-control", "no-store");
  }

  private static Answer error(int status, String code, String message, Exchange exchange) {
    return Answer.json(status, Json.write(new GeneralError(requestId(exchange), code, message)));
  }

  /// The client's own id where it is fit for a header and a log line.
  private static String requestId(Exchange exchange) {
    return exchange
        .headers()
        .named("x-request-id")
        .filter(id -> id.matches("[\\x21-\\x7e]{1,128}"))
        .orElse(exchange.id());
  }
}
