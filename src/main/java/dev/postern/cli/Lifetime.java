package dev.postern.cli;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;

/// What must be stopped when the process is told to end (`TERM`, Ctrl-C), the last one first.
final class Lifetime {
  private final Deque<Runnable> stops = new ArrayDeque<>();
  private final CountDownLatch never = new CountDownLatch(1);
  private boolean isOver;

  private Lifetime() {}

  static Lifetime untilToldToEnd() {
    var lifetime = new Lifetime();
    Runtime.getRuntime().addShutdownHook(new Thread(lifetime::end, "stop"));
    return lifetime;
  }

  /// Notes how to stop what was started. What comes when all is over already is stopped at once.
  synchronized void endsWith(Runnable stop) {
    stops.push(stop);
    if (isOver) end();
  }

  /// Waits for the end, which comes by a signal.
  void last() {
    try {
      never.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  synchronized void end() {
    isOver = true;
    if (stops.isEmpty()) return;
    try {
      stops.pop().run();
    } finally {
      end();
    }
  }
}
