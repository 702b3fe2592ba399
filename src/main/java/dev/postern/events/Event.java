package dev.postern.events;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.UUID;

/// Something that happened to a user or a team. The JSON is what the event's readers are shown.
public sealed interface Event {

  /// The JSON of what the event speaks of.
  String data();

  record UserCreated(String data) implements Event {}

  record UserUpdated(String data) implements Event {}

  /// A user is gone; the teams they were in stay.
  record UserDeleted(UUID user, List<UUID> teams) implements Event {
    @Override
    public String data() {
      var ids = teams.stream().map("{\"id\":\"%s\"}"::formatted).collect(joining(","));
      return "{\"id\":\"%s\",\"teams\":[%s]}".formatted(user, ids);
    }
  }

  record TeamMembershipDeleted(UUID team, UUID user) implements Event {
    @Override
    public String data() {
      return "{\"team_id\":\"%s\",\"user_id\":\"%s\"}".formatted(team, user);
    }
  }

  record TeamCreated(String data) implements Event {}

  /// The event's name on the wire.
  default String type() {
    return switch (this) {
      case UserCreated _ -> "user.created";
      case UserUpdated _ -> "user.updated";
      case UserDeleted _ -> "user.deleted";
      case TeamMembershipDeleted _ -> "team_membership.deleted";
      case TeamCreated _ -> "team.created";
    };
  }
}
