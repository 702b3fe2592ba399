package dev.postern.http;

import dev.postern.crypto.SecureToken;
import dev.postern.errors.RequestError.BodyTooLarge;
import dev.postern.errors.Unavailable;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.http1.Http1Config;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// The HTTP engine: takes bytes from sockets, has each exchange served, writes the answers. A
/// virtual thread serves each connection.
public final class WebServer implements AutoCloseable {
  private static final int LARGEST_BODY = 8 * 1024 * 1024;
  private static final int LARGEST_HEADERS = 32 * 1024;
  private static final int REQUEST_ID_BITS = 80;
  private static final Pattern CLOSE = Pattern.compile("(?i)(?:^|,)\\s*close\\s*(?:,|$)");
  private static final Duration GRACE = Duration.ofSeconds(10);

  private final io.helidon.webserver.WebServer engine;

  /// Told of each request when its answer has been made.
  @FunctionalInterface
  public interface RequestLog {
    void served(Exchange exchange, Answer answer, Duration took);
  }

  /// The server cannot listen where it was told to. The message is for the operator.
  public static final class PortUnavailable extends RuntimeException {
    private PortUnavailable(int port) {
      super(
          """
          Port %d is taken by another program, or may not be used by this user. \
          Stop that program, or set POSTERN_PORT to a free port.\
          """
              .formatted(port));
    }
  }

  private WebServer(io.helidon.webserver.WebServer engine) {
    this.engine = engine;
  }

  /// Opens a port and serves it; port 0 takes a free one. Throws `PortUnavailable` where it cannot
  /// be had.
  ///
  /// @param routers gives the router, or throws `Unavailable` while there is none yet
  public static WebServer start(
      InetSocketAddress address, Supplier<Router> routers, SecureToken tokens, RequestLog log) {
    var engine =
        io.helidon.webserver.WebServer.builder()
            .bindAddress(address)
            .shutdownHook(false)
            .shutdownGracePeriod(GRACE)
            .idleConnectionTimeout(Duration.ofMinutes(5))
            .contentEncoding(encoding -> encoding.contentEncodingsDiscoverServices(false))
            .protocolsDiscoverServices(false)
            .addProtocol(
                Http1Config.builder()
                    .maxHeadersSize(LARGEST_HEADERS)
                    .maxPrologueLength(LARGEST_HEADERS)
                    .validatePath(false)
                    .build())
            .routing(
                HttpRouting.builder()
                    .any((request, response) -> serve(request, response, routers, tokens, log)))
            .build();
    // The engine logs why it cannot start, and returns.
    engine.start();
    if (!engine.isRunning()) throw new PortUnavailable(address.getPort());
    return new WebServer(engine);
  }

  public int port() {
    return engine.port();
  }

  /// Takes no new connection, lets requests in flight end, at most ten seconds.
  @Override
  public void close() {
    engine.stop();
  }

  private static void serve(
      ServerRequest request,
      ServerResponse response,
      Supplier<Router> routers,
      SecureToken tokens,
      RequestLog log) {
    var started = System.nanoTime();
    var body = body(request);
    var exchange = exchange(request, tokens.token(REQUEST_ID_BITS), body.orElse(new byte[0]));
    ScopedValue.where(Exchange.CURRENT_ID, exchange.id())
        .run(() -> {
          var answer = answer(exchange, body.isPresent(), routers);
          send(answer, request, response);
          log.served(exchange, answer, Duration.ofNanos(System.nanoTime() - started));
        });
    // The engine answers "Connection: close" and then leaves the socket open.
    if (body.isEmpty() || wantsToClose(request))
      throw new CloseConnectionException("The client asked for it");
  }

  private static Answer answer(Exchange exchange, boolean isWhole, Supplier<Router> routers) {
    try {
      var router = routers.get();
      return isWhole ? router.serve(exchange) : router.refuse(exchange, new BodyTooLarge());
    } catch (Unavailable notYet) {
      return Answer.text(503, notYet.getMessage()).with("retry-after", "1");
    }
  }

  /// Options of a connection are a list, in any case (RFC 9110 §7.6.1).
  private static boolean wantsToClose(ServerRequest request) {
    return request
        .headers()
        .first(HeaderNames.CONNECTION)
        .filter(options -> CLOSE.matcher(options).find())
        .isPresent();
  }

  private static Exchange exchange(ServerRequest request, String id, byte[] body) {
    var prologue = request.prologue();
    var headers = request.headers();
    return new Exchange(
        id,
        prologue.method().text().toUpperCase(Locale.ROOT),
        prologue.uriPath().rawPath(),
        prologue.query().rawValue(),
        new RequestHeaders(name -> headers.first(HeaderNames.create(name))),
        body,
        peer(request));
  }

  private static InetAddress peer(ServerRequest request) {
    return request.remotePeer().address() instanceof InetSocketAddress address
        ? address.getAddress()
        : InetAddress.getLoopbackAddress();
  }

  /// The whole body; empty where it is longer than the server reads.
  private static Optional<byte[]> body(ServerRequest request) {
    if (!request.content().hasEntity()) return Optional.of(new byte[0]);
    try (InputStream stream = request.content().inputStream()) {
      var bytes = stream.readNBytes(LARGEST_BODY + 1);
      return bytes.length > LARGEST_BODY ? Optional.empty() : Optional.of(bytes);
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  private static void send(Answer answer, ServerRequest request, ServerResponse response) {
    response.status(answer.status());
    answer.headers().forEach((name, value) -> response.header(header(name, value)));
    var isHead = request.prologue().method().text().equals("HEAD");
    response.send(isHead ? Arrays.copyOf(answer.body(), 0) : answer.body());
  }

  private static Header header(String name, String value) {
    return HeaderValues.create(HeaderNames.create(name), value);
  }
}
