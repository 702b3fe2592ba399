package dev.postern.cli;

import dev.postern.config.ConfigurationProblem;
import dev.postern.crypto.UnknownMasterKey;
import dev.postern.db.Migrations;
import dev.postern.db.UnusableConnectionString;
import dev.postern.embedded.EmbeddedPostgresException;
import dev.postern.embedded.FileTrouble;
import dev.postern.errors.Refused;
import dev.postern.errors.Unavailable;
import dev.postern.http.WebServer.PortUnavailable;
import java.io.PrintStream;
import java.nio.file.FileSystemException;

/// What ends a verb and is no defect: told in words, without a stack trace.
final class Trouble extends RuntimeException {
  private static final int EXIT_CODE = 1;

  Trouble(String message) {
    super(message);
  }

  /// Tells why a verb ended, and answers the exit code.
  static int tell(Throwable failure, PrintStream to) {
    if (isOne(failure)) {
      to.println(failure.getMessage());
    } else if (failure.getCause() instanceof FileSystemException file) {
      to.println(
          "%s. POSTERN_DATA names the folder of Postern; another one may serve better."
              .formatted(FileTrouble.words(file)));
    } else {
      to.println("This is a defect of Postern; please report it with what follows.");
      failure.printStackTrace(to);
    }
    return EXIT_CODE;
  }

  /// Whether the message is written for the operator and says it all.
  static boolean isOne(Throwable failure) {
    return switch (failure) {
      case Trouble _,
          ConfigurationProblem _,
          EmbeddedPostgresException _,
          Migrations.Behind _,
          PortUnavailable _,
          UnknownMasterKey _,
          UnusableConnectionString _,
          Unavailable _,
          Refused _ ->
          true;
      default -> false;
    };
  }
}
