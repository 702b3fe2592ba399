package dev.postern.http.schema;

import java.util.List;
import java.util.UUID;

/// A field typed "user id or me" on the wire. The literal `me` stands for the current user and is
/// replaced while the request is read; whoever holds this value holds an id.
public record UserOrMe(UUID id) {
  public static final Value<UserOrMe> WIRE =
      new Value<>(
          "string",
          "uuid",
          (node, name, reading) ->
              node.isString() && node.stringValue().equals("me")
                  ? reading.currentUser().map(UserOrMe::new)
                  : Value.uuid().to(UserOrMe::parse).read(node, name, reading),
          List.of());

  private static UserOrMe parse(String text) {
    return new UserOrMe(UUID.fromString(text));
  }
}
