package dev.postern.db;

import dev.postern.db.Dialer.Use;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hears what the nodes of this home tell each other, on a connection of its own. Whatever goes
/// wrong ends in a new connection. That all that is known may be stale it says when it does not
/// hear, at each attempt to, and once more when it listens again, so nothing is missed. The health
/// probe asks on this connection too, so a full pool cannot hide it.
public final class Listener implements AutoCloseable {
  /// What `pg_notify` is given as its channel.
  public static final String CHANNEL = "postern_changes";

  private static final Logger LOG = LoggerFactory.getLogger(Listener.class);
  private static final int HEARING_MILLIS = 200;
  private static final Duration BETWEEN_PINGS = Duration.ofSeconds(10);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  /// Who is told. Called from one thread, one call at a time; must not take long.
  public interface Changes {
    void onChange(String payload);

    /// Anything may have changed unheard.
    void onStale();
  }

  private final ConnectionString home;
  private final Changes changes;
  private final Queue<CompletableFuture<@Nullable Void>> pings = new ConcurrentLinkedQueue<>();
  private final Thread thread;
  private volatile boolean isOpening = true;
  private volatile boolean healthy;
  private volatile boolean closed;
  private long lastAnswer;

  public Listener(ConnectionString home, Changes changes) {
    this.home = home;
    this.changes = changes;
    this.thread = Thread.ofVirtual().name("listener").start(this::keepListening);
  }

  /// Whether home answered on this connection within the last seconds.
  public boolean healthy() {
    return healthy;
  }

  /// Whether the first connection is still being opened.
  public boolean isOpening() {
    return isOpening;
  }

  /// Asks home now; answers whether it replied in time.
  @SuppressWarnings("UndefinedEquals") // Each ping equals itself alone, as it should.
  public boolean ping(Duration patience) {
    if (!healthy) return false;
    var answer = new CompletableFuture<@Nullable Void>();
    pings.add(answer);
    try {
      answer.get(patience.toNanos(), TimeUnit.NANOSECONDS);
      return true;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException | TimeoutException noAnswer) {
      return false;
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }

  private void keepListening() {
    Duration pause = FIRST_PAUSE;
    while (!closed) {
      try (Connection connection = Dialer.dial(home, Use.LISTENING)) {
        ask(connection, "LISTEN " + CHANNEL);
        changes.onStale();
        healthy = true;
        isOpening = false;
        pause = FIRST_PAUSE;
        hear(connection);
      } catch (Exception failure) {
        if (!closed) LOG.warn("Not listening to home at the moment: {}", failure.getMessage());
      }
      // Until it listens again nobody tells what changes.
      if (!closed) changes.onStale();
      healthy = false;
      isOpening = false;
      rest(pause);
      pause = shorter(pause.multipliedBy(2), LONGEST_PAUSE);
    }
  }

  private void hear(Connection connection) throws SQLException {
    PGConnection session = connection.unwrap(PGConnection.class);
    while (!closed) {
      PGNotification[] heard = session.getNotifications(HEARING_MILLIS);
      if (heard != null)
        for (PGNotification notification : heard) changes.onChange(notification.getParameter());
      boolean due = System.nanoTime() - lastAnswer > BETWEEN_PINGS.toNanos();
      if (due || !pings.isEmpty()) answerPings(connection);
    }
  }

  private void answerPings(Connection connection) throws SQLException {
    // Only who asked before the question was sent learns of its answer.
    var asked = new ArrayList<CompletableFuture<@Nullable Void>>();
    for (var ping = pings.poll(); ping != null; ping = pings.poll()) asked.add(ping);
    ask(connection, "SELECT 1");
    for (var ping : asked) ping.complete(null);
  }

  private void ask(Connection connection, String statement) throws SQLException {
    try (Statement asking = connection.createStatement()) {
      asking.execute(statement);
    }
    lastAnswer = System.nanoTime();
  }

  private void rest(Duration pause) {
    try {
      if (!closed) Thread.sleep(pause);
    } catch (InterruptedException stopped) {
      // Only close() interrupts, and the loop looks at it next.
    }
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
