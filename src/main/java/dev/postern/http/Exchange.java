package dev.postern.http;

import java.net.InetAddress;
import java.util.Optional;

/// A request as it arrived.
///
/// @param id names the request in answers and logs, 16 characters
/// @param method as sent, in upper case
/// @param path as sent, not decoded, without query
/// @param query as sent, not decoded, or empty
/// @param body the bytes, at most as many as the endpoint reads
/// @param peer who opened the connection: the client, or a proxy
public record Exchange(
    String id,
    String method,
    String path,
    String query,
    RequestHeaders headers,
    byte[] body,
    InetAddress peer) {
  static final ScopedValue<String> CURRENT_ID = ScopedValue.newInstance();

  /// HEAD asks for what GET would answer; the body is left out where the answer is sent.
  Exchange asGet() {
    return new Exchange(id, "GET", path, query, headers, body, peer);
  }

  /// The id of the request that this thread serves, for the log.
  public static Optional<String> currentId() {
    return CURRENT_ID.isBound() ? Optional.of(CURRENT_ID.get()) : Optional.empty();
  }

  Exchange with(byte[] bytes) {
    return new Exchange(id, method, path, query, headers, bytes, peer);
  }
}
