package dev.postern.embedded;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/// A TCP port that only this machine can reach.
final class LoopbackPort {
  static final String HOST = "127.0.0.1";

  private LoopbackPort() {}

  /// One that is free at the moment, chosen by the system.
  static int free() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral(HOST))) {
      return socket.getLocalPort();
    }
  }

  static boolean isTaken(int port) throws IOException {
    try (var socket = new ServerSocket()) {
      // As Postgres does: a port whose last connections are still fading away is free.
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.ofLiteral(HOST), port));
      return false;
    } catch (BindException _) {
      return true;
    }
  }
}
