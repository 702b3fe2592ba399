package dev.postern.cli.logs;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.slf4j.LoggerFactory;

/// Brings what libraries say to the JDK's own log (the HTTP engine, the driver) into ours, from
/// warnings on.
final class ForeignLines extends Handler {
  private static final Logger ROOT = Logger.getLogger("");

  private final SimpleFormatter formatter = new SimpleFormatter();

  private ForeignLines() {}

  static void takeOver() {
    LogManager.getLogManager().reset();
    ROOT.setLevel(Level.WARNING);
    ROOT.addHandler(new ForeignLines());
  }

  @Override
  public void publish(LogRecord line) {
    var log = LoggerFactory.getLogger(String.valueOf(line.getLoggerName()));
    var message = formatter.formatMessage(line);
    var isError = line.getLevel().intValue() >= Level.SEVERE.intValue();
    if (isError) log.error(message, line.getThrown());
    else log.warn(message, line.getThrown());
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}
}
