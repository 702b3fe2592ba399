import dev.postern.crypto.Argon2Parameters;
import dev.postern.crypto.PasswordHasher;
import dev.postern.crypto.PlainPassword;
import dev.postern.crypto.SecureToken;
import dev.postern.crypto.SigningKey;
import java.lang.management.ManagementFactory;
import java.sql.DriverManager;
import java.util.Optional;
import java.util.concurrent.Executors;

/// What the parts of a request cost by themselves, in microseconds of CPU: one ES256 signature, one
/// primary-key lookup through JDBC, one password hash. Prints `name value` lines.
///
/// Arguments: JDBC URL, user, password.
public class Baseline {
  private static final String PAYLOAD = "{\"sub\":\"" + "x".repeat(500) + "\"}";

  interface Work {
    void run() throws Exception;
  }

  public static void main(String[] arguments) throws Exception {
    var key = SigningKey.generate("0123456789ab");
    print("sign", cpu(4_000, () -> key.sign(PAYLOAD)));
    try (var connection =
            DriverManager.getConnection(arguments[0], arguments[1], arguments[2]);
        var lookup =
            connection.prepareStatement("SELECT abalance FROM pgbench_accounts WHERE aid = ?")) {
      print(
          "lookup",
          cpu(
              20_000,
              () -> {
                lookup.setInt(1, 1 + (int) (System.nanoTime() % 100_000));
                try (var row = lookup.executeQuery()) {
                  row.next();
                }
              }));
    }
    var tokens = new SecureToken();
    var cores = Runtime.getRuntime().availableProcessors();
    try (var hasher = new PasswordHasher(Argon2Parameters.OWASP, cores, 4 * cores, tokens)) {
      var password = new PlainPassword("correct horse battery");
      var hash = Optional.of(hasher.hash(password));
      print("hash", processCpu(40, cores, () -> hasher.verify(password, hash)));
    }
  }

  private static void print(String name, double micros) {
    System.out.printf("%s %.1f%n", name, micros);
  }

  /// The least of five rounds, by the CPU time of this thread.
  private static double cpu(int times, Work work) throws Exception {
    var threads = ManagementFactory.getThreadMXBean();
    var least = Double.MAX_VALUE;
    for (int round = 0; round < 5; round++) {
      var begun = threads.getCurrentThreadCpuTime();
      for (int i = 0; i < times; i++) work.run();
      least = Math.min(least, (threads.getCurrentThreadCpuTime() - begun) / 1_000.0 / times);
    }
    return least;
  }

  /// The same by the CPU time of the whole process, for work that is done by other threads: as many
  /// at once as the server does, since cores share caches and memory.
  private static double processCpu(int times, int atOnce, Work work) throws Exception {
    var system =
        (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    var least = Double.MAX_VALUE;
    for (int round = 0; round < 3; round++) {
      var begun = system.getProcessCpuTime();
      try (var callers = Executors.newFixedThreadPool(atOnce)) {
        for (int i = 0; i < times * atOnce; i++) callers.submit(() -> once(work));
      }
      least = Math.min(least, (system.getProcessCpuTime() - begun) / 1_000.0 / times / atOnce);
    }
    return least;
  }

  private static boolean once(Work work) throws Exception {
    work.run();
    return true;
  }
}
