package dev.postern.http;

import dev.postern.crypto.SecureToken;
import dev.postern.errors.Refused;
import dev.postern.errors.Unavailable;
import dev.postern.http.body.Intake;
import io.helidon.http.DirectHandler.EventType;
import io.helidon.http.DirectHandler.TransportRequest;
import io.helidon.http.DirectHandler.TransportResponse;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Headers;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.http.encoding.ContentDecoder;
import io.helidon.http.encoding.ContentEncoder;
import io.helidon.http.encoding.ContentEncodingContext;
import io.helidon.http.encoding.ContentEncodingContextConfig;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.http1.Http1Config;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// The HTTP engine: takes bytes from sockets, has each exchange served, writes the answers. A
/// virtual thread serves each connection.
public final class WebServer implements AutoCloseable {
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
    private PortUnavailable(InetSocketAddress where) {
      super(
          """
          Port %d of %s is taken by another program, or may not be used by this user. \
          Stop that program, or set POSTERN_PORT to a free port, or POSTERN_ADDRESS to an address \
          of this machine.\
          """
              .formatted(where.getPort(), where.getAddress().getHostAddress()));
    }
  }

  /// Has the engine let every encoding through: it would refuse an unknown one in words of its own,
  /// and unpack without saying what was broken.
  private static final class AsItCame implements ContentEncodingContext {
    @Override
    public boolean contentEncodingEnabled() {
      return false;
    }

    @Override
    public boolean contentDecodingEnabled() {
      return true;
    }

    @Override
    public boolean contentEncodingSupported(String encoding) {
      return false;
    }

    @Override
    public boolean contentDecodingSupported(String encoding) {
      return true;
    }

    @Override
    public ContentEncoder encoder(String encoding) {
      return ContentEncoder.NO_OP;
    }

    @Override
    public ContentDecoder decoder(String encoding) {
      return ContentDecoder.NO_OP;
    }

    @Override
    public ContentEncoder encoder(Headers headers) {
      return ContentEncoder.NO_OP;
    }

    @Override
    public ContentEncodingContextConfig prototype() {
      return ContentEncodingContextConfig.builder()
          .contentEncodingsDiscoverServices(false)
          .buildPrototype();
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
    var work = new Work(routers, new Intake(Runtime.getRuntime().maxMemory()), tokens, log);
    var engine =
        io.helidon.webserver.WebServer.builder()
            .bindAddress(address)
            .shutdownHook(false)
            .shutdownGracePeriod(GRACE)
            .idleConnectionTimeout(Duration.ofMinutes(5))
            .contentEncoding(new AsItCame())
            .maxPayloadSize(Intake.MOST_SENT)
            .protocolsDiscoverServices(false)
            .addProtocol(
                Http1Config.builder()
                    .maxHeadersSize(LARGEST_HEADERS)
                    .maxPrologueLength(LARGEST_HEADERS)
                    .validatePath(false)
                    .validatePrologue(false)
                    .build())
            .directHandlers(ownAnswers())
            .routing(
                HttpRouting.builder().any((request, response) -> serve(request, response, work)))
            .build();
    // The engine logs why it cannot start, and returns.
    engine.start();
    if (!engine.isRunning()) throw new PortUnavailable(address);
    return new WebServer(engine);
  }

  /// What the engine answers by itself, mostly to what is no request: the status in words, and the
  /// headers that all answers have.
  private static DirectHandlers ownAnswers() {
    var handlers = DirectHandlers.builder();
    for (var type : EventType.values()) handlers.addHandler(type, WebServer::ownAnswer);
    return handlers.build();
  }

  private static TransportResponse ownAnswer(
      TransportRequest request,
      EventType type,
      Status status,
      ServerResponseHeaders headers,
      String message) {
    var answer = Answer.text(status.code(), status.reasonPhrase()).withMissing(Router.EVERYWHERE);
    var response = TransportResponse.builder().status(status).headers(headers);
    answer.headers().forEach((name, value) -> response.header(header(name, value)));
    return response.entity(answer.body()).keepAlive(false).build();
  }

  public int port() {
    return engine.port();
  }

  /// Takes no new connection, lets requests in flight end, at most ten seconds.
  @Override
  public void close() {
    engine.stop();
  }

  /// How a server works what it is sent.
  private record Work(
      Supplier<Router> routers, Intake intake, SecureToken tokens, RequestLog log) {}

  private static void serve(ServerRequest request, ServerResponse response, Work work) {
    var started = System.nanoTime();
    var exchange = exchange(request, work.tokens().token(REQUEST_ID_BITS));
    var isLast =
        ScopedValue.where(Exchange.CURRENT_ID, exchange.id())
            .call(() -> {
              var told = answer(request, exchange, work);
              send(told.answer(), request, response);
              var took = Duration.ofNanos(System.nanoTime() - started);
              work.log().served(exchange, told.answer(), took);
              return told.isLast();
            });
    // The engine answers "Connection: close" and then leaves the socket open.
    if (isLast || wantsToClose(request))
      throw new CloseConnectionException("The client asked for it");
  }

  /// @param isLast whether the connection is of no use any more, because a body was not read
  private record Told(Answer answer, boolean isLast) {}

  private static Told answer(ServerRequest request, Exchange exchange, Work work) {
    Router router;
    try {
      router = work.routers().get();
    } catch (Unavailable notYet) {
      return new Told(starting(notYet), false);
    }
    if (!request.content().hasEntity()) return new Told(router.serve(exchange), false);
    var largest = router.largestBody(exchange.method(), exchange.path());
    // Closing the stream would wait for the rest of a body that nobody reads.
    var stream = request.content().inputStream();
    try (var body = work.intake().take(stream, form(request), largest)) {
      return new Told(router.serve(exchange.with(body.bytes())), false);
    } catch (Refused | Unavailable refused) {
      // A client that is not told would use the connection again.
      return new Told(router.refuse(exchange, refused).with("connection", "close"), true);
    } catch (IOException | UncheckedIOException gone) {
      throw new CloseConnectionException("The client went away", gone);
    }
  }

  private static Answer starting(Unavailable notYet) {
    return Answer.text(503, notYet.getMessage())
        .with("retry-after", "1")
        .withMissing(Router.EVERYWHERE);
  }

  private static Intake.Form form(ServerRequest request) {
    var headers = request.headers();
    return new Intake.Form(
        headers.contentLength().orElse(-1),
        headers.first(HeaderNames.CONTENT_ENCODING).orElse("identity"));
  }

  /// Options of a connection are a list, in any case (RFC 9110 §7.6.1).
  private static boolean wantsToClose(ServerRequest request) {
    return request
        .headers()
        .first(HeaderNames.CONNECTION)
        .filter(options -> CLOSE.matcher(options).find())
        .isPresent();
  }

  private static Exchange exchange(ServerRequest request, String id) {
    var prologue = request.prologue();
    var headers = request.headers();
    return new Exchange(
        id,
        prologue.method().text().toUpperCase(Locale.ROOT),
        prologue.uriPath().rawPath(),
        prologue.query().rawValue(),
        new RequestHeaders(name -> headers.first(HeaderNames.create(name))),
        new byte[0],
        peer(request));
  }

  private static InetAddress peer(ServerRequest request) {
    return request.remotePeer().address() instanceof InetSocketAddress address
        ? address.getAddress()
        : InetAddress.getLoopbackAddress();
  }

  private static void send(Answer answer, ServerRequest request, ServerResponse response) {
    response.status(answer.status());
    answer.headers().forEach((name, value) -> response.header(header(name, value)));
    var isHead = request.prologue().method().text().equals("HEAD");
    if (isHead) response.header(header("content-length", Integer.toString(answer.body().length)));
    response.send(isHead ? Arrays.copyOf(answer.body(), 0) : answer.body());
  }

  private static Header header(String name, String value) {
    return HeaderValues.create(HeaderNames.create(name), value);
  }
}
