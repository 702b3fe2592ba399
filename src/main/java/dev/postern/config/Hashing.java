package dev.postern.config;

/// How much work a password hash is (Argon2id, one lane), and how many callers may wait for one.
public record Hashing(int memoryKib, int iterations, int queueLength) {
  /// The least of OWASP's equivalent choices: 7 MiB and five passes.
  private static final long LEAST_WORK = 7_168L * 5;

  static Hashing read(Mode mode, Settings settings) {
    var hashing =
        new Hashing(
            settings.number(
                "POSTERN_HASHING_MEMORY_KIB",
                19_456,
                Bounds.between(8, 262_144),
                "Memory of one password hash, in KiB."),
            settings.number(
                "POSTERN_HASHING_ITERATIONS",
                2,
                Bounds.between(1, 32),
                "Passes of one password hash over its memory."),
            settings.number(
                "POSTERN_HASHING_QUEUE",
                64,
                Bounds.between(1, 10_000),
                "Callers that may wait for a hashing thread; the next is told to come back."));
    if (mode == Mode.SERVE && (long) hashing.memoryKib * hashing.iterations < LEAST_WORK) {
      settings.complain(
          "POSTERN_HASHING_MEMORY_KIB",
          "times POSTERN_HASHING_ITERATIONS is too little work for production",
          "19456 and 2");
    }
    return hashing;
  }
}
