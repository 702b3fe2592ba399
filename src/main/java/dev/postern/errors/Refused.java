package dev.postern.errors;

/// Thrown to leave an act with a refusal. It is an answer, not a failure, hence has no stack trace.
public final class Refused extends RuntimeException {
  private final transient Refusal refusal;

  public Refused(Refusal refusal) {
    super(refusal.shape().text(), null, false, false);
    this.refusal = refusal;
  }

  public Refusal refusal() {
    return refusal;
  }
}
