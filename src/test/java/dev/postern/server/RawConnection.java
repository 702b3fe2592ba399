package dev.postern.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;

/// A connection to the server without the manners of an HTTP client.
public final class RawConnection implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 10_000;

  private final Socket socket;
  private final InputStream in;

  private RawConnection(Socket socket) throws IOException {
    this.socket = socket;
    socket.setSoTimeout(PATIENCE_MILLIS);
    in = socket.getInputStream();
  }

  public static RawConnection to(TestServer server) throws IOException {
    return new RawConnection(new Socket(InetAddress.getLoopbackAddress(), server.port()));
  }

  /// Sends text; a line break is that of HTTP.
  public RawConnection send(String text) throws IOException {
    socket.getOutputStream().write(text.replace("\n", "\r\n").getBytes(ISO_8859_1));
    socket.getOutputStream().flush();
    return this;
  }

  /// Says that nothing more will be sent.
  public RawConnection sendNoMore() throws IOException {
    socket.shutdownOutput();
    return this;
  }

  /// The next answer whose length the server has told: head, empty line, body.
  public String answer() throws IOException {
    var head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) head.append((char) nextByte());
    var length = head.toString().replaceFirst("(?is).*\r\ncontent-length: *(\\d+).*", "$1");
    var body = in.readNBytes(Integer.parseInt(length));
    return head + new String(body, ISO_8859_1);
  }

  private int nextByte() throws IOException {
    var next = in.read();
    if (next < 0) throw new IOException("The server closed the connection");
    return next;
  }

  /// Everything until the server closes the connection.
  public String rest() throws IOException {
    return new String(in.readAllBytes(), ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
