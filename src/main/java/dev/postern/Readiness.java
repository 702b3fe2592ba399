package dev.postern;

/// Whether this node wants requests. A node that stops says no first, so that load balancers look
/// elsewhere.
final class Readiness {
  private volatile boolean isStopping;

  void stop() {
    isStopping = true;
  }

  boolean isStopping() {
    return isStopping;
  }
}
