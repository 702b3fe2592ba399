package dev.postern.http.body;

import dev.postern.errors.Refused;
import dev.postern.errors.RequestError.BodyParsingError;
import dev.postern.errors.RequestError.BodyTooLarge;
import io.helidon.common.buffers.DataReader.IncorrectNewLineException;
import io.helidon.common.buffers.DataReader.InsufficientDataAvailableException;
import io.helidon.http.RequestException;
import java.io.IOException;
import java.io.InputStream;

/// A body as it comes from the engine, whose complaints about it become refusals. What comes after
/// the first is not looked at.
final class SentBody extends InputStream {
  private static final int TOO_LARGE = 413;

  private final InputStream sent;
  private boolean isBroken;

  SentBody(InputStream sent) {
    this.sent = sent;
  }

  @FunctionalInterface
  private interface Reading {
    int read() throws IOException;
  }

  @Override
  public int read() throws IOException {
    return refusing(sent::read);
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    return refusing(() -> sent.read(into, offset, length));
  }

  private int refusing(Reading reading) throws IOException {
    if (isBroken) return -1;
    try {
      return reading.read();
    } catch (InsufficientDataAvailableException _) {
      throw broken("The request body ends too early");
    } catch (RequestException refused) {
      if (refused.status().code() != TOO_LARGE) throw broken("The request body has a broken chunk");
      isBroken = true;
      throw new Refused(new BodyTooLarge());
    } catch (IllegalArgumentException | IncorrectNewLineException _) {
      throw broken("The request body has a broken chunk");
    }
  }

  private Refused broken(String complaint) {
    isBroken = true;
    return new Refused(new BodyParsingError(complaint));
  }
}
