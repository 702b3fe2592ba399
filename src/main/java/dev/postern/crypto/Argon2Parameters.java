package dev.postern.crypto;

/// How much work an Argon2id hash is.
public record Argon2Parameters(int memoryKib, int iterations, int parallelism) {
  /// What OWASP recommends as the least: 19 MiB, two passes, one lane.
  public static final Argon2Parameters OWASP = new Argon2Parameters(19_456, 2, 1);

  private static final int MOST_MEMORY_KIB = 1 << 18;
  private static final int MOST_ITERATIONS = 32;
  private static final int MOST_LANES = 16;

  public Argon2Parameters {
    if (!areSane(memoryKib, iterations, parallelism)) {
      throw new IllegalArgumentException(
          "Argon2id takes 8 KiB per lane to 256 MiB, 1 to 32 passes, 1 to 16 lanes.");
    }
  }

  /// Within what Argon2 allows, and what one sign-in may cost this server.
  static boolean areSane(int memoryKib, int iterations, int parallelism) {
    return parallelism >= 1
        && parallelism <= MOST_LANES
        && memoryKib >= 8 * parallelism
        && memoryKib <= MOST_MEMORY_KIB
        && iterations >= 1
        && iterations <= MOST_ITERATIONS;
  }
}
