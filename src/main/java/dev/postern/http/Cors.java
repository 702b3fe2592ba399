package dev.postern.http;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The CORS headers of the SDKs' surface: any origin, no credentials, and every header that the
/// SDKs send or read by its name.
final class Cors {
  private static final List<String> STACK =
      List.of(
          "project-id",
          "branch-id",
          "override-error-status",
          "random-nonce",
          "client-version",
          "disable-artificial-development-delay",
          "access-type",
          "publishable-client-key",
          "secret-server-key",
          "super-secret-admin-key",
          "admin-access-token",
          "refresh-token",
          "access-token",
          "allow-restricted-user",
          "allow-anonymous-user");

  private static final List<String> OTHERS =
      List.of(
          "content-type",
          "authorization",
          "baggage",
          "sentry-trace",
          "traceparent",
          "tracestate",
          "x-vercel-protection-bypass",
          "ngrok-skip-browser-warning");

  private static final String ALLOWED =
      Stream.concat(
              OTHERS.stream(),
              STACK.stream().flatMap(name -> Stream.of("x-stack-" + name, "x-hexclave-" + name)))
          .collect(Collectors.joining(", "));

  private static final String EXPOSED =
      "content-type, x-stack-actual-status, x-hexclave-actual-status, x-stack-known-error,"
          + " x-hexclave-known-error, x-stack-request-id, x-hexclave-request-id";

  static final Map<String, String> HEADERS = headers();

  private Cors() {}

  private static Map<String, String> headers() {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("access-control-allow-origin", "*");
    headers.put("access-control-allow-methods", "GET, POST, PUT, PATCH, DELETE, OPTIONS");
    headers.put("access-control-max-age", "86400");
    headers.put("access-control-allow-headers", ALLOWED);
    headers.put("access-control-expose-headers", EXPOSED);
    headers.put("vary", ALLOWED);
    return Collections.unmodifiableMap(headers);
  }
}
