package dev.postern.crypto;

import dev.postern.errors.Unavailable;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// Makes and checks password hashes, on platform threads of its own behind a bounded queue: a
/// virtual thread that computes is never preempted, and a few of them would stop every request.
///
/// Any number of threads may call it. Each waits for its answer; when the queue is full, nobody
/// waits and the client is told to come back.
public final class PasswordHasher implements AutoCloseable {
  private static final Duration COME_BACK_AFTER = Duration.ofSeconds(1);

  private final Argon2Parameters parameters;
  private final SecureToken random;
  private final Argon2idHash nobody;
  private final ThreadLocal<Argon2id> argon2id;
  private final ThreadPoolExecutor threads;

  /// What a check found.
  public enum Verdict {
    MISMATCH,
    MATCH,
    /// The password is right, and its hash is to be made anew.
    MATCH_OUTDATED
  }

  public PasswordHasher(
      Argon2Parameters parameters, int threads, int queueLength, SecureToken random) {
    this.parameters = parameters;
    this.random = random;
    this.nobody = Argon2idHash.ofNothing(parameters, random);
    this.argon2id = ThreadLocal.withInitial(() -> new Argon2id(parameters));
    this.threads =
        new ThreadPoolExecutor(
            threads,
            threads,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(queueLength),
            Thread.ofPlatform().name("hashing-", 1).daemon().factory());
  }

  /// A new Argon2id hash, as a PHC string.
  public String hash(PlainPassword password) {
    return compute(() -> Argon2idHash.of(password, parameters, argon2id.get(), random).text());
  }

  /// Works as long for a user that does not exist or has no password, so that time does not tell
  /// who has an account. A stored text of no known kind matches nothing.
  public Verdict verify(PlainPassword password, Optional<String> storedHash) {
    var stored = storedHash.flatMap(PasswordHash::parse);
    if (stored.isEmpty()) {
      compute(() -> nobody.matches(password, argon2id.get()));
      return Verdict.MISMATCH;
    }
    var hash = stored.get();
    if (!compute(() -> matches(hash, password))) {
      return Verdict.MISMATCH;
    }
    return hash.needsRehash(parameters) ? Verdict.MATCH_OUTDATED : Verdict.MATCH;
  }

  /// How many callers wait for a thread.
  public int waiting() {
    return threads.getQueue().size();
  }

  /// How many threads compute.
  public int working() {
    return threads.getActiveCount();
  }

  private boolean matches(PasswordHash hash, PlainPassword password) {
    return switch (hash) {
      case Argon2idHash argon -> argon.matches(password, argon2id.get());
      case BcryptHash bcrypt -> bcrypt.matches(password);
      case ScryptHash scrypt -> scrypt.matches(password);
    };
  }

  private <T> T compute(Callable<T> work) {
    var task = new FutureTask<>(work);
    try {
      threads.execute(task);
      return task.get();
    } catch (RejectedExecutionException | CancellationException full) {
      throw new Unavailable("Too many passwords wait to be hashed.", COME_BACK_AFTER, full);
    } catch (InterruptedException interrupted) {
      task.cancel(false);
      threads.remove(task);
      Thread.currentThread().interrupt();
      throw new Unavailable("Interrupted while hashing.", COME_BACK_AFTER, interrupted);
    } catch (ExecutionException failure) {
      throw new IllegalStateException("A password could not be hashed.", failure.getCause());
    }
  }

  /// Finishes what is being computed; those that wait are told to come back.
  @Override
  public void close() {
    for (var waiting : threads.shutdownNow()) {
      if (waiting instanceof FutureTask<?> task) {
        task.cancel(false);
      }
    }
  }
}
