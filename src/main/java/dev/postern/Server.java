package dev.postern;

import dev.postern.bootstrap.Bootstrap;
import dev.postern.bootstrap.Home;
import dev.postern.clock.Clock;
import dev.postern.config.Config;
import dev.postern.config.Hashing;
import dev.postern.crypto.Argon2Parameters;
import dev.postern.crypto.Keyring;
import dev.postern.crypto.PasswordHasher;
import dev.postern.crypto.SecureToken;
import dev.postern.crypto.SigningProvider;
import dev.postern.databases.AttachDatabase;
import dev.postern.db.ConnectionString;
import dev.postern.db.Listener;
import dev.postern.db.Migrations;
import dev.postern.db.StatementObserver;
import dev.postern.db.Stores;
import dev.postern.errors.Unavailable;
import dev.postern.http.ControlProtocol;
import dev.postern.http.Endpoint;
import dev.postern.http.OperationsProtocol;
import dev.postern.http.Router;
import dev.postern.http.Router.RefusalObserver;
import dev.postern.http.Router.Surface;
import dev.postern.http.SdkProtocol;
import dev.postern.http.WebServer;
import dev.postern.http.WebServer.RequestLog;
import dev.postern.http.reference.OpenApi;
import dev.postern.http.reference.OpenApi.Section;
import dev.postern.http.reference.OpenApi.Wording;
import dev.postern.jobs.Drain;
import dev.postern.jobs.JobThreads;
import dev.postern.projects.Projects;
import dev.postern.sessions.LastUses;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/// A running Postern: home, features, an open port. Closing it stops what it started, the last one
/// first.
public final class Server implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private final Readiness readiness = new Readiness();
  private final SecureToken tokens = new SecureToken();
  private final CompletableFuture<Router> router = new CompletableFuture<>();
  private final Config config;
  private final Watch watch;

  /// What looks on while the server runs.
  ///
  /// @param statements is told of every statement; tests hold by it that a door sees just one
  /// @param refusals is told of every refusal; tests hold by it that an endpoint lists it
  public record Watch(
      Clock clock, StatementObserver statements, RefusalObserver refusals, RequestLog requests) {
    public static Watch of(RequestLog requests) {
      return new Watch(Clock.system(), StatementObserver.NONE, RefusalObserver.NONE, requests);
    }
  }

  private Server(Config config, Watch watch) {
    this.config = config;
    this.watch = watch;
  }

  /// Starts on a home that is there, or that `home` starts while other things are made ready. What
  /// is already started is stopped again when something cannot be.
  public static Running start(Config config, Supplier<Home> home, int port, Watch watch) {
    var server = new Server(config, watch);
    var web = CompletableFuture.supplyAsync(() -> server.web(port));
    try {
      return server.run(home, web);
    } catch (RuntimeException failure) {
      server.router.completeExceptionally(failure);
      var _ = web.thenAccept(Stopping::quietly);
      server.close();
      throw failure;
    }
  }

  /// What a started server is reached by.
  public record Running(Server server, int port, Parts parts, Stores stores, Drain drain)
      implements AutoCloseable {

    /// Says that whatever else the start has to make is there: only now load balancers hear that
    /// this node is ready.
    public void ready() {
      server.readiness.begin();
    }

    /// Stops it, and answers whether each part of it stopped cleanly.
    public boolean stop() {
      return server.stop();
    }

    @Override
    public void close() {
      server.close();
    }
  }

  /// HTTP, home and cryptography are opened side by side: each costs a good part of a second. The
  /// port comes first, so that one that is taken is told before anything is made; requests that
  /// come too early wait for the router.
  private Running run(Supplier<Home> home, CompletableFuture<WebServer> web) {
    var hashing = CompletableFuture.supplyAsync(() -> hasher(config.hashing()));
    var signing = CompletableFuture.runAsync(SigningProvider::name);
    var port = join(web).port();
    var found = home.get();
    var stores = closing(stores(found));
    var lastUses = closing(LastUses.start(watch.clock()));
    var keyring = new Keyring(found.masterKey(), tokens);
    var hasher = closing(hashing.join());
    signing.join();
    var parts =
        Parts.of(
            new Parts.Floor(
                config,
                administrator(found.where()),
                stores,
                keyring,
                hasher,
                lastUses,
                tokens,
                watch.clock()));
    var jobs = closing(jobs(stores, parts));
    bootstrap(parts, stores);
    var listener = closing(new Listener(found.where(), changesOf(parts.projects().projects())));
    closing(ClockWatch.start(stores.home(), readiness, watch.clock()));
    router.complete(router(parts, listener));
    closing(web.join());
    closing(readiness::stop);
    jobs.start(parts.chores().jobs());
    return new Running(this, port, parts, stores, jobs.drain());
  }

  private WebServer web(int port) {
    var address = new InetSocketAddress(config.network().address(), port);
    return WebServer.start(address, this::router, tokens, watch.requests());
  }

  /// A start takes less than the patience of a client; migrations may take longer.
  private Router router() {
    try {
      return router.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException _) {
      throw new Unavailable("This node is starting.", PATIENCE);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new Unavailable("This node is stopping.", PATIENCE);
    }
  }

  private void bootstrap(Parts parts, Stores stores) {
    var attach = new AttachDatabase(stores, parts.projects().stores(), tokens);
    new Bootstrap(parts.projects(), attach, tokens, watch.clock()).run(config);
  }

  private Stores stores(Home home) {
    var limits = Stores.Limits.USUAL.withHome(config.storage().poolSize());
    var migrations = Migrations.shipped(watch.clock());
    return new Stores(home.where(), limits, migrations, watch.statements(), watch.clock());
  }

  private ConnectionString administrator(ConnectionString home) {
    return config
        .storage()
        .provisionUrl()
        .map(url -> ConnectionString.parse(url.value()))
        .orElse(home);
  }

  private JobThreads jobs(Stores stores, Parts parts) {
    var registry = parts.projects().stores();
    return new JobThreads(
        stores,
        id -> registry.find(id).map(where -> stores.attached(id, where)),
        parts.chores().runners(),
        watch.clock());
  }

  private PasswordHasher hasher(Hashing hashing) {
    var parameters = new Argon2Parameters(hashing.memoryKib(), hashing.iterations(), 1);
    var threads = Runtime.getRuntime().availableProcessors();
    return new PasswordHasher(parameters, threads, hashing.queueLength(), tokens);
  }

  private Router router(Parts parts, Listener listener) {
    List<Endpoint<?, ?, ?>> operations =
        new ArrayList<>(new Health(listener, readiness).endpoints());
    var reference =
        new OpenApi(
            List.of(
                new Section("/api/v1", Wording.SDK, parts.sdk()),
                new Section("/api/v2", Wording.CONTROL_PLANE, parts.control().endpoints()),
                new Section("", Wording.SDK, List.copyOf(operations))));
    operations.add(reference.endpoint());
    return new Router(
        List.of(
            new Surface(new ControlProtocol(), parts.control().endpoints()),
            new Surface(new SdkProtocol(parts.callers().anyone()), parts.sdk()),
            new Surface(new OperationsProtocol(), operations)),
        watch.refusals());
  }

  private static Listener.Changes changesOf(Projects projects) {
    return new Listener.Changes() {
      @Override
      public void onChange(String project) {
        projects.changed(project);
      }

      @Override
      public void onStale() {
        projects.mayHaveChanged();
      }
    };
  }

  private <T extends AutoCloseable> T closing(T part) {
    open.push(part);
    return part;
  }

  private static <T> T join(CompletableFuture<T> opening) {
    try {
      return opening.join();
    } catch (CompletionException failure) {
      if (failure.getCause() instanceof RuntimeException cause) throw cause;
      throw failure;
    }
  }

  private boolean stop() {
    var isClean = true;
    while (!open.isEmpty()) isClean &= Stopping.quietly(open.pop());
    return isClean;
  }

  @Override
  public void close() {
    stop();
  }
}
