package dev.postern.mfa;

import dev.postern.crypto.SecureToken;
import dev.postern.crypto.Totp;
import dev.postern.http.Json;
import dev.postern.server.TestAnswer;
import dev.postern.server.TestProject;
import dev.postern.server.TestUser;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.stream.IntStream;

/// The authenticator app of a user, and how they sign in with it.
record Authenticator(TestProject project, byte[] secret) {
  static final String EMAIL = "ada@example.com";
  static final String PASSWORD = "correct horse battery";

  private static final Duration STEP = Duration.ofSeconds(30);

  /// Sets up the second factor of a user.
  static Authenticator of(TestProject project, TestUser user) {
    var authenticator = new Authenticator(project, new SecureToken().bytes(20));
    authenticator.enrol(user).json(200);
    return authenticator;
  }

  /// A user with this address and password, and their authenticator.
  static Authenticator ofNewUser(TestProject project) {
    return of(project, project.signUp(EMAIL, PASSWORD));
  }

  TestAnswer enrol(TestUser user) {
    var body = new Enrolment(Base64.getEncoder().encodeToString(secret));
    return project.client().as(user).patch("/users/me", Json.text(body));
  }

  private record Enrolment(String totpSecretBase64) {}

  /// What the app shows now, so many steps away from now.
  String code(int steps, Instant now) {
    return Totp.code(secret, now.plus(STEP.multipliedBy(steps)));
  }

  String code() {
    return code(0, Instant.now());
  }

  /// What the app does not show anywhere near now.
  String wrongCode() {
    var now = Instant.now();
    var shown = IntStream.rangeClosed(-5, 5).mapToObj(step -> code(step, now)).toList();
    return IntStream.range(0, 20)
        .mapToObj("%06d"::formatted)
        .filter(code -> !shown.contains(code))
        .findFirst()
        .orElseThrow();
  }

  TestAnswer signInWithPassword(String password) {
    return project
        .client()
        .post(
            "/auth/password/sign-in",
            """
            {"email": "%s", "password": "%s"}
            """
                .formatted(EMAIL, password));
  }

  /// Proves the password, and is given an attempt.
  String attempt() {
    return attemptOf(signInWithPassword(PASSWORD));
  }

  static String attemptOf(TestAnswer refusal) {
    return refusal.json(400).get("details").get("attempt_code").stringValue();
  }

  TestAnswer prove(String attempt, String code) {
    return project
        .client()
        .post(
            "/auth/mfa/sign-in",
            """
            {"code": "%s", "type": "totp", "totp": "%s"}
            """
                .formatted(attempt, code));
  }
}
