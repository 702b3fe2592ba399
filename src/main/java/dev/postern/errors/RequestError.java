package dev.postern.errors;

/// What can be wrong with a request before anybody asks what it wants.
public sealed interface RequestError extends Refusal {

  /// The body is not what its content type says.
  record BodyParsingError(String message) implements RequestError {
    @Override
    public Shape shape() {
      return new Known(400, "BODY_PARSING_ERROR", message);
    }
  }

  /// Path, query, headers or body break the endpoint's schema; the message lists every problem.
  record SchemaError(String message) implements RequestError {
    @Override
    public Shape shape() {
      return new Known(400, "SCHEMA_ERROR", message);
    }
  }

  /// The path takes other methods.
  record MethodNotAllowed() implements RequestError {
    @Override
    public Shape shape() {
      return new Plain(405, "Method not allowed");
    }
  }

  /// The body is longer than the server reads.
  record BodyTooLarge() implements RequestError {
    @Override
    public Shape shape() {
      return new Plain(413, "Request body too large");
    }
  }

  /// The body is packed in a way that the server does not unpack.
  record UnknownContentEncoding() implements RequestError {
    @Override
    public Shape shape() {
      return new Plain(415, "The body must be sent as it is, or as gzip or deflate");
    }
  }
}
