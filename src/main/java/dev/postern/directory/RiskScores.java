package dev.postern.directory;

import dev.postern.http.schema.Value;

/// How suspicious a sign-up was.
public record RiskScores(SignUp signUp) {

  /// One score for each suspicion.
  public record SignUp(Score bot, Score freeTrialAbuse) {}

  /// From 0, not at all, to 100.
  public record Score(int value) {
    public static final Value<Score> WIRE =
        Value.integer()
            .check(value -> value >= 0, "must be greater than or equal to 0")
            .check(value -> value <= 100, "must be less than or equal to 100")
            .to(value -> new Score(value.intValue()));
  }
}
