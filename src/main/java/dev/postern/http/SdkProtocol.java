package dev.postern.http;

import dev.postern.errors.Refusal;
import dev.postern.errors.Refused;
import dev.postern.errors.RequestError.BodyParsingError;
import dev.postern.http.schema.Body;
import dev.postern.http.schema.Problems;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;

/// The manners of the SDKs' surface, `/api/v1` and its other names.
///
/// Every header of theirs comes and goes under two prefixes, `x-stack-` and `x-hexclave-`. A
/// request with `override-error-status` gets its 4xx as 200 with the real status in a header.
public final class SdkProtocol implements Protocol {
  private static final Pattern VERSION = Pattern.compile("/api/(?:v1|latest|v2beta[1-5])(?=/|$)");

  private final Access<?> everyCaller;

  /// @param everyCaller authenticates whoever calls, without asking for anything
  public SdkProtocol(Access<?> everyCaller) {
    this.everyCaller = everyCaller;
  }

  @Override
  public Optional<String> route(String path) {
    if (!path.startsWith("/api/") && !path.equals("/api")) return Optional.empty();
    var version = VERSION.matcher(path);
    if (!version.lookingAt()) return Optional.of(path);
    var inside = path.substring(version.end());
    return Optional.of(inside.isEmpty() ? "/" : inside);
  }

  @Override
  public Optional<Answer> shortcut(Exchange exchange) {
    if (exchange.method().equals("OPTIONS")) return Optional.of(Answer.empty(200));
    if (!exchange.path().endsWith("/")) return Optional.empty();
    var query = exchange.query().isEmpty() ? "" : "?" + exchange.query();
    var target = exchange.path().replaceAll("/+$", "").replaceAll("^/+", "/") + query;
    return Optional.of(Answer.empty(308).with("location", target));
  }

  @Override
  public Body body(Exchange exchange, Problems problems) {
    var contentType = exchange.headers().named("content-type").orElse("");
    var type = contentType.split(";", 2)[0];
    if (type.isEmpty() || exchange.method().equals("GET")) return new Body.None();
    return switch (type) {
      case "application/json" -> json(exchange.body());
      case "application/octet-stream" -> new Body.Bytes(exchange.body());
      case "text/plain" -> new Body.Text(text(exchange.body()));
      case "application/x-www-form-urlencoded" -> form(text(exchange.body()));
      default ->
          throw new Refused(
              new BodyParsingError("Unknown content type in request body: " + contentType));
    };
  }

  private static Body json(byte[] bytes) {
    try {
      var tree = Json.readBody(bytes);
      if (tree.isMissingNode())
        throw new Refused(new BodyParsingError("Invalid JSON in request body"));
      return new Body.Json(tree);
    } catch (JacksonException _) {
      throw new Refused(new BodyParsingError("Invalid JSON in request body"));
    }
  }

  private static Body form(String text) {
    return text.isEmpty() ? new Body.None() : new Body.Form(Query.parse(text));
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Override
  public void authenticate(Exchange exchange) {
    everyCaller.admit(exchange, new Problems());
  }

  @Override
  public void refuseIfAny(Problems problems, Exchange exchange) {
    problems.refuseIfAny(exchange.method(), exchange.path());
  }

  @Override
  public Answer refusal(Refusal refusal, Exchange exchange) {
    return switch (refusal.shape()) {
      case Refusal.Plain(var status, var text) -> Answer.text(status, text);
      case Refusal.OAuth(var status, var error, var text) ->
          Answer.json(status, Json.write(oauthBody(error, text)));
      case Refusal.Known(var status, var code, var text) ->
          Answer.json(status, Json.writePretty(knownBody(code, refusal, text)))
              .with("x-stack-known-error", code)
              .with("x-hexclave-known-error", code);
    };
  }

  private static Map<String, Object> oauthBody(String error, String description) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("error", error);
    body.put("error_description", description);
    return body;
  }

  /// The components of a refusal are its details; the SDKs make their message from these.
  private static Map<String, Object> knownBody(String code, Refusal refusal, String text) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("code", code);
    var details = Json.tree(refusal);
    if (!details.isEmpty()) body.put("details", details);
    body.put("error", text);
    return body;
  }

  @Override
  public Answer unknownPath(Exchange exchange) {
    return Answer.text(
        404,
        """
        404: there is nothing at this address.

        The addresses of this server are in its reference, docs/generated/endpoints.md.

        Path: %s
        """
            .formatted(exchange.path()));
  }

  @Override
  public Answer failure(Exchange exchange) {
    return Answer.text(
        500,
        """
        Something broke on the server, and its operator can find out what from its log.

        Request ID: %s\
        """
            .formatted(exchange.id()));
  }

  @Override
  public Answer finish(Answer answer, Exchange exchange) {
    var headers = new LinkedHashMap<>(Cors.HEADERS);
    headers.put("x-stack-request-id", exchange.id());
    headers.put("x-hexclave-request-id", exchange.id());
    headers.put("cache-control", "no-store, max-age=0");
    return overridden(answer.withMissing(headers), exchange);
  }

  private static Answer overridden(Answer answer, Exchange exchange) {
    var status = answer.status();
    var isClientError = status >= 400 && status < 500;
    if (!isClientError || !exchange.headers().hasStack("override-error-status")) return answer;
    return answer
        .withStatus(200)
        .with("x-stack-actual-status", Integer.toString(status))
        .with("x-hexclave-actual-status", Integer.toString(status));
  }
}
