package dev.postern.cli.logs;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import dev.postern.config.Logging;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings the log into the level and the format that the operator chose. It goes to stderr.
public final class LogSetup {
  private static final String OURS = "dev.postern";

  /// What it says, when a port cannot be had, we say in a sentence.
  private static final String ENGINE = "io.helidon.webserver.LoomServer";

  /// It warns, with a stack trace, of each client that goes away in the middle of a request.
  private static final String CONNECTIONS = "io.helidon.webserver.http1.Http1Connection";

  private static final String FOR_PEOPLE = "%d{HH:mm:ss.SSS} %-5level %msg%n";

  private LogSetup() {}

  /// For a server.
  public static void of(Logging logging) {
    apply(logging, level(logging));
  }

  /// For verbs that end soon: they say what they do, so the log has only what is wrong.
  public static void quiet(Logging logging) {
    var isDefault = logging.level() == Logging.Level.INFO;
    apply(logging, isDefault ? Level.WARN : level(logging));
  }

  private static void apply(Logging logging, Level ours) {
    ForeignLines.takeOver();
    if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) return;
    var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.detachAndStopAllAppenders();
    root.addAppender(appender(context, logging.format()));
    root.setLevel(Level.WARN);
    context.getLogger(OURS).setLevel(ours);
    context.getLogger(ENGINE).setLevel(Level.OFF);
    context.getLogger(CONNECTIONS).setLevel(Level.ERROR);
  }

  private static Level level(Logging logging) {
    return switch (logging.level()) {
      case ERROR -> Level.ERROR;
      case WARN -> Level.WARN;
      case INFO -> Level.INFO;
      case DEBUG -> Level.DEBUG;
      case TRACE -> Level.TRACE;
    };
  }

  private static ConsoleAppender<ILoggingEvent> appender(
      LoggerContext context, Logging.Format format) {
    var encoder =
        switch (format) {
          case TEXT -> forPeople();
          case JSON -> new JsonLines();
        };
    encoder.setContext(context);
    encoder.start();
    var appender = new ConsoleAppender<ILoggingEvent>();
    appender.setContext(context);
    appender.setTarget("System.err");
    appender.setEncoder(encoder);
    appender.start();
    return appender;
  }

  private static Encoder<ILoggingEvent> forPeople() {
    var encoder = new PatternLayoutEncoder();
    encoder.setPattern(FOR_PEOPLE);
    return encoder;
  }
}
