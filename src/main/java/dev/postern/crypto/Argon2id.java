package dev.postern.crypto;

import org.bouncycastle.crypto.generators.Argon2BytesGenerator;

/// The computation, with memory for its usual parameters that is kept. One thread's.
///
/// Kept not to compute faster, but to spare everybody else: 19 MiB allocated for each hash make the
/// garbage collector stop all requests for some 15 ms at every third.
final class Argon2id {
  private final Argon2Parameters usual;
  private final Argon2BytesGenerator.FixedBlockPool memory;

  Argon2id(Argon2Parameters usual) {
    this.usual = usual;
    this.memory =
        new Argon2BytesGenerator.FixedBlockPool(
            Argon2BytesGenerator.getBlockCount(usual.memoryKib(), usual.parallelism()));
  }

  byte[] hash(byte[] password, byte[] salt, Argon2Parameters parameters, int length) {
    var builder =
        new org.bouncycastle.crypto.params.Argon2Parameters.Builder(
                org.bouncycastle.crypto.params.Argon2Parameters.ARGON2_id)
            .withVersion(org.bouncycastle.crypto.params.Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(parameters.memoryKib())
            .withIterations(parameters.iterations())
            .withParallelism(parameters.parallelism())
            .withSalt(salt);
    if (parameters.equals(usual)) {
      builder.withBlockPool(memory);
    }
    var generator = new Argon2BytesGenerator();
    generator.init(builder.build());
    var hash = new byte[length];
    generator.generateBytes(password, hash);
    return hash;
  }
}
