package dev.postern.cli.logs;

import dev.postern.http.Answer;
import dev.postern.http.Exchange;
import dev.postern.http.WebServer.RequestLog;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A line for each request: method, path without query, status, milliseconds, the known error if
/// there was one, and the request's id.
public final class RequestLines implements RequestLog {
  private static final Logger LOG = LoggerFactory.getLogger(RequestLines.class);

  @Override
  public void served(Exchange exchange, Answer answer, Duration took) {
    LOG.info(
        "{} {} {} {} ms {}{}",
        answer.status(),
        exchange.method(),
        exchange.path(),
        took.toMillis(),
        knownError(answer),
        exchange.id());
  }

  private static String knownError(Answer answer) {
    var code = answer.headers().get("x-stack-known-error");
    return code == null ? "" : code + " ";
  }
}
