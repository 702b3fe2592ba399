package dev.postern.directory;

import dev.postern.http.schema.Value;
import java.util.Optional;
import java.util.UUID;

/// The query keys of the list of users. Every operation on `/users` takes them: it looks whether
/// they are right, as the list does, and does nothing with them.
record UserListKeys(
    Optional<UUID> teamId,
    Optional<Limit> limit,
    Optional<UUID> cursor,
    Optional<OrderBy> orderBy,
    Optional<Choice> desc,
    Optional<String> query,
    Optional<Choice> includeAnonymous,
    Optional<Choice> onlyAnonymous,
    Optional<Choice> includeRestricted) {

  /// How many users at most.
  record Limit(long value) {
    static final Value<Limit> WIRE =
        Value.integer()
            .check(value -> value >= 1, "must be greater than or equal to 1")
            .to(Limit::new);
  }

  /// By what users are ordered.
  enum OrderBy {
    SIGNED_UP_AT,
    LAST_ACTIVE_AT
  }

  /// Yes or no, in letters.
  enum Choice {
    TRUE,
    FALSE
  }
}
