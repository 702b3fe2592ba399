package dev.postern.sessions;

import dev.postern.clock.Clock;
import dev.postern.errors.AccessError.AdminAccessTokenExpired;
import dev.postern.errors.AccessError.AdminAccessTokenIsNotAdmin;
import dev.postern.errors.AccessError.AdminUserGone;
import dev.postern.errors.AccessError.UnparsableAdminAccessToken;
import dev.postern.errors.Refusal;
import dev.postern.errors.Refused;
import dev.postern.errors.SessionError.AccessTokenExpired;
import dev.postern.projects.Project;
import dev.postern.projects.ProjectId;
import dev.postern.projects.Projects;
import dev.postern.tokens.AccessToken;
import dev.postern.tokens.AccessTokens;

/// An access token of `internal` in place of a project's keys: its user manages every project that
/// a team of theirs owns.
public record AdminTokens(Projects projects, AccessTokens accessTokens, Clock clock) {

  /// Refuses whoever does not manage the project.
  void refuseUnlessManaging(Project project, String text) {
    var token = verify(text);
    if (!token.project().equals(ProjectId.INTERNAL))
      throw new Refused(new AdminAccessTokenIsNotAdmin());
    var internal =
        projects
            .find(ProjectId.INTERNAL.value())
            .orElseThrow(() -> new Refused(new UnparsableAdminAccessToken()));
    var standing =
        internal
            .store()
            .once(handle ->
                SessionTable.standing(
                    handle, internal.tenant().value(), token, project.ownerTeam(), clock.now()))
            .orElseThrow(() -> new Refused(new AdminUserGone()));
    if (!standing.sessionLives())
      throw new Refused(new AdminAccessTokenExpired(clock.now().toEpochMilli()));
    if (!standing.isMember()) throw new Refused(new AdminAccessTokenIsNotAdmin());
  }

  /// A token for administration is that of an ordinary user; all else cannot be read as one.
  private AccessToken verify(String text) {
    try {
      var token = accessTokens.verify(text);
      if (token.restriction().isPresent()) throw new Refused(new UnparsableAdminAccessToken());
      return token;
    } catch (Refused refused) {
      throw new Refused(forAdmins(refused.refusal()));
    }
  }

  private static Refusal forAdmins(Refusal refusal) {
    return refusal instanceof AccessTokenExpired expired && expired.expiredAtMillis() != null
        ? new AdminAccessTokenExpired(expired.expiredAtMillis())
        : new UnparsableAdminAccessToken();
  }
}
