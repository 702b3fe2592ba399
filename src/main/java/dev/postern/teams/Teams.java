package dev.postern.teams;

import dev.postern.clock.Clock;
import dev.postern.crypto.SecureToken;
import dev.postern.errors.Refused;
import dev.postern.errors.UserError.TeamMembershipNotFound;
import dev.postern.events.Event;
import dev.postern.events.EventLog;
import dev.postern.http.Json;
import dev.postern.projects.Project;
import dev.postern.users.UserId;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Makes teams and keeps who is in them.
public record Teams(EventLog events, SecureToken tokens, Clock clock) {
  private static final String NAMELESS = "Personal Team";

  /// A team as servers see one.
  private record TeamJson(
      UUID id,
      String displayName,
      @Nullable String profileImageUrl,
      long createdAtMillis,
      @Nullable Object clientMetadata,
      @Nullable Object clientReadOnlyMetadata,
      @Nullable Object serverMetadata) {}

  /// What the personal team of somebody with this name or address is called.
  public static String personalName(@Nullable String displayName, @Nullable String email) {
    var owner = displayName != null ? displayName : email;
    return owner == null ? NAMELESS : owner + "'s Team";
  }

  /// Makes a team that has its user as its only member, and selects it.
  public void createPersonal(Handle handle, Project project, UserId user, String displayName) {
    var tenant = project.tenant().value();
    var team = tokens.uuid();
    var now = clock.now();
    TeamTable.insert(handle, tenant, team, displayName, now);
    TeamTable.insertSelectedMember(handle, tenant, team, user.value(), now);
    var json = new TeamJson(team, displayName, null, now.toEpochMilli(), null, null, null);
    events.append(handle, tenant, new Event.TeamCreated(Json.text(json)));
  }

  /// Gives the nameless personal team of a user who has become somebody its name.
  public void renamePersonal(Handle handle, Project project, UserId user, String displayName) {
    TeamTable.renameOwn(handle, project.tenant().value(), user.value(), NAMELESS, displayName);
  }

  /// Selects a team of the user, or none. Refuses a team that the user is not in.
  public void select(Handle handle, Project project, UserId user, @Nullable UUID team) {
    var tenant = project.tenant().value();
    TeamTable.deselect(handle, tenant, user.value());
    if (team == null) return;
    if (TeamTable.select(handle, tenant, user.value(), team) == 0)
      throw new Refused(new TeamMembershipNotFound(team, user.value()));
  }
}
