package dev.postern.cli;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What must be stopped when the process is told to end (`TERM`, Ctrl-C), the last one first.
final class Lifetime {
  private static final Logger LOG = LoggerFactory.getLogger(Lifetime.class);

  private final Deque<BooleanSupplier> stops = new ArrayDeque<>();
  private final CountDownLatch never = new CountDownLatch(1);
  private final IntConsumer halt;
  private boolean isOver;
  private boolean hasFailed;
  private boolean isClean = true;

  /// @param halt ends the process at once with that exit code
  Lifetime(IntConsumer halt) {
    this.halt = halt;
  }

  static Lifetime untilToldToEnd() {
    var lifetime = new Lifetime(Runtime.getRuntime()::halt);
    Runtime.getRuntime().addShutdownHook(new Thread(lifetime::isToldToEnd, "stop"));
    return lifetime;
  }

  /// Notes how to stop what was started. What comes when all is over already is stopped at once.
  ///
  /// @param stop answers whether that was clean
  synchronized void endsWith(BooleanSupplier stop) {
    stops.push(stop);
    if (isOver) end();
  }

  void endsWith(OpenHome home) {
    endsWith(() -> {
      home.close();
      return true;
    });
  }

  /// Waits for the end, which comes by a signal.
  void last() {
    try {
      never.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// Stops what was started, since the rest cannot be. The exit code is whose failure it is.
  synchronized void fails() {
    if (!isOver) hasFailed = true;
    end();
  }

  /// Java answers a signal with an exit code of its own (143 for `TERM`), which to whoever sent it
  /// looks like a failure. Nothing but an immediate halt changes that.
  synchronized void isToldToEnd() {
    end();
    if (!hasFailed) halt.accept(isClean ? 0 : 1);
  }

  private void end() {
    isOver = true;
    while (!stops.isEmpty()) isClean &= isCleanly(stops.pop());
  }

  private static boolean isCleanly(BooleanSupplier stop) {
    try {
      return stop.getAsBoolean();
    } catch (RuntimeException resisted) {
      LOG.error("A part of the server did not stop cleanly", resisted);
      return false;
    }
  }
}
