package dev.postern.planted.users;

import dev.postern.planted.errors.KnowsFeature;
import io.helidon.webserver.WebServer;
import java.io.IOException;
import java.net.Socket;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Breaks the rules that are about one class; each method is named like what it does wrong.
class UserManager {
  static int counter;

  KnowsFeature makesDetour() {
    return new KnowsFeature();
  }

  int sqlOutsideTables(Handle handle) {
    return handle.createUpdate("DELETE FROM postern.users").execute();
  }

  void opensDoors(Handle handle) {
    handle.begin();
  }

  Handle takesConnection(Jdbi jdbi) {
    return jdbi.open();
  }

  int reflects() {
    return UserManager.class.getDeclaredMethods().length;
  }

  String readsEnvironment() {
    return System.getenv("HOME");
  }

  Instant readsTime() {
    return Instant.now();
  }

  UUID drawsLots() {
    return UUID.randomUUID();
  }

  double throwsDice() {
    return Math.random();
  }

  MessageDigest digests() throws NoSuchAlgorithmException {
    return MessageDigest.getInstance("SHA-256");
  }

  boolean knowsEngine(WebServer server) {
    return server.isRunning();
  }

  Socket opensSocket() {
    return new Socket();
  }

  void declaresChecked() throws IOException {
    opensSocket().close();
  }
}
