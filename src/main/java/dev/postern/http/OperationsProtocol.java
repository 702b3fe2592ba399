package dev.postern.http;

import dev.postern.errors.Refusal;
import dev.postern.http.schema.Body;
import dev.postern.http.schema.Problems;
import java.util.Map;
import java.util.Optional;

/// The manners of what operators and load balancers ask: plain paths, plain texts, open to every
/// origin, since the SDKs' network diagnostics come from browsers.
public final class OperationsProtocol implements Protocol {
  private static final Map<String, String> OPEN =
      Map.of(
          "access-control-allow-origin", "*",
          "access-control-allow-methods", "*",
          "access-control-allow-headers", "*",
          "access-control-expose-headers", "*",
          "cache-control", "no-store");

  @Override
  public Optional<String> route(String path) {
    return Optional.of(path);
  }

  @Override
  public Optional<Answer> shortcut(Exchange exchange) {
    return exchange.method().equals("OPTIONS") ? Optional.of(Answer.empty(200)) : Optional.empty();
  }

  @Override
  public Body body(Exchange exchange, Problems problems) {
    return new Body.None();
  }

  @Override
  public void authenticate(Exchange exchange) {}

  @Override
  public void refuseIfAny(Problems problems, Exchange exchange) {
    problems.refuseIfAny(exchange.method(), exchange.path());
  }

  @Override
  public Answer refusal(Refusal refusal, Exchange exchange) {
    return Answer.text(refusal.shape().status(), refusal.shape().text());
  }

  @Override
  public Answer unknownPath(Exchange exchange) {
    return Answer.text(404, "There is nothing at this address.");
  }

  @Override
  public Answer failure(Exchange exchange) {
    return Answer.text(
        500, "Something broke; see the log for request %s.".formatted(exchange.id()));
  }

  @Override
  public Answer finish(Answer answer, Exchange exchange) {
    return answer.withMissing(OPEN);
  }
}
