package dev.postern.errors;

/// A way in which the server says no. The catalogue is closed: every refusal that can reach the
/// wire is a record of one of these families, and its components are the `details` that clients
/// read.
public sealed interface Refusal
    permits AccessError,
        CodeError,
        ControlError,
        LimitError,
        OAuthError,
        PasswordError,
        ProjectError,
        RequestError,
        SessionError,
        TeamError,
        UserError {

  /// The status, the code that clients switch over, and a sentence for people.
  Shape shape();

  /// How a refusal looks on the wire.
  sealed interface Shape {
    int status();

    String text();
  }

  /// A refusal that the SDKs know by its code, and turn into a typed error of their own.
  record Known(int status, String code, String text) implements Shape {}

  /// A refusal without a code: clients see a status and a sentence.
  record Plain(int status, String text) implements Shape {}

  /// A refusal in the form that OAuth clients expect (RFC 6749 §5.2).
  record OAuth(int status, String error, String text) implements Shape {}
}
