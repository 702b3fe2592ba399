package dev.postern.db;

import dev.postern.errors.Unavailable;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// The connections that this process may have to one database server, over all attached stores
/// there. Home is not counted: its pool is its bound, and nobody can starve it.
final class ServerBudget {
  private final String server;
  private final int limit;
  private final Semaphore inUse;
  private final Set<OpenStore> stores = ConcurrentHashMap.newKeySet();

  ServerBudget(String server, int limit) {
    this.server = server;
    this.limit = limit;
    this.inUse = new Semaphore(limit);
  }

  void joins(OpenStore store) {
    stores.add(store);
  }

  void leaves(OpenStore store) {
    stores.remove(store);
  }

  /// Takes the place of one connection, to be given back by [#release].
  void take(Duration patience) {
    try {
      if (inUse.tryAcquire() || inUse.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) return;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    throw new Unavailable("All connections to " + server + " are in use", Outage.SOON);
  }

  void release() {
    inUse.release();
  }

  /// Before one more connection is opened: when the limit is reached, idle ones of other stores go.
  void makeRoom() {
    int open = 0;
    for (OpenStore each : stores) open += each.connections();
    if (open >= limit) evictIdle();
  }

  /// Closes what lies idle in the stores of this server.
  void evictIdle() {
    for (OpenStore each : stores) each.evictIdle();
  }
}
