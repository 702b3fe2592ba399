package dev.postern.cli.logs;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import dev.postern.http.Exchange;
import dev.postern.http.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/// A JSON object a line, for machines that collect logs.
final class JsonLines extends EncoderBase<ILoggingEvent> {
  private static final byte[] NOTHING = {};

  /// @param requestId where a request was being served
  /// @param trace where something was thrown
  private record Line(
      String time,
      String level,
      String logger,
      String thread,
      String message,
      Optional<String> requestId,
      Optional<String> trace) {

    static Line of(ILoggingEvent event) {
      return new Line(
          Instant.ofEpochMilli(event.getTimeStamp()).toString(),
          event.getLevel().toString(),
          event.getLoggerName(),
          event.getThreadName(),
          event.getFormattedMessage(),
          Exchange.currentId(),
          Optional.ofNullable(event.getThrowableProxy()).map(Line::trace));
    }

    private static String trace(IThrowableProxy thrown) {
      return ThrowableProxyUtil.asString(thrown);
    }
  }

  /// Lines are written on the thread that says them, so the request of that thread is theirs.
  @Override
  public byte[] encode(ILoggingEvent event) {
    return (Json.text(Line.of(event)) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public byte[] headerBytes() {
    return NOTHING;
  }

  @Override
  public byte[] footerBytes() {
    return NOTHING;
  }
}
