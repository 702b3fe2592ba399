package dev.postern.errors;

/// Refusals of the control plane. Its clients know statuses; the text is for people.
public sealed interface ControlError extends Refusal {

  record KeyRequired() implements ControlError {
    @Override
    public Shape shape() {
      return new Plain(
          401,
          "Send a control-plane API key in the header 'Authorization: Bearer <key>'. A shell puts"
              + " the value of $NEON_API_KEY there between double quotes, not between single"
              + " ones.");
    }
  }

  record KeyUnknown() implements ControlError {
    @Override
    public Shape shape() {
      return new Plain(401, "The API key is unknown or was revoked.");
    }
  }

  /// The body cannot be read, or a field is missing or wrong.
  record BadRequest(String problems) implements ControlError {
    @Override
    public Shape shape() {
      return new Plain(400, problems);
    }
  }

  record NotFound(String what) implements ControlError {
    @Override
    public Shape shape() {
      return new Plain(404, what + " not found");
    }
  }

  /// The server's own role lacks a right. Trying again does not help, so it is no 503.
  ///
  /// @param remedy what the operator has to do
  record NotPermitted(String remedy) implements ControlError {
    @Override
    public Shape shape() {
      return new Plain(501, remedy);
    }
  }

  record Conflict(String why) implements ControlError {
    @Override
    public Shape shape() {
      return new Plain(409, why);
    }
  }
}
