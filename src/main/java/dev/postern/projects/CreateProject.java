package dev.postern.projects;

import dev.postern.clock.Clock;
import dev.postern.crypto.Keyring;
import dev.postern.crypto.SecureToken;
import dev.postern.crypto.SigningKey;
import dev.postern.db.Store;
import dev.postern.errors.ControlError.Conflict;
import dev.postern.errors.Refused;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jdbi.v3.core.Handle;
import tools.jackson.databind.node.ObjectNode;

/// Makes a project, with its signing keys and the settings it begins with. Making one that is there
/// already changes nothing but what it is told to add, so that a start may repeat it.
public record CreateProject(
    Store home, Projects projects, Keyring keyring, SecureToken tokens, Clock clock) {
  private static final int KID_BITS = 60;

  /// Answers whether the project is new. Refuses one that is to be published where another one is.
  public boolean create(NewProject project, ObjectNode settings, List<NewKeySet> keySets) {
    var signingKeys =
        Arrays.stream(Audience.values()).map(audience -> signingKey(audience, project)).toList();
    return home.write(handle -> {
      var now = clock.now();
      var isNew = ProjectTable.insert(handle, project, "ready", now);
      if (isNew) begin(handle, project, settings, signingKeys, now);
      else refuseIfAnotherIsPublished(handle, project);
      for (var set : keySets) add(handle, project.id(), set, now);
      projects.announce(handle, project.id());
      return isNew;
    });
  }

  private static void begin(
      Handle handle,
      NewProject project,
      ObjectNode settings,
      List<SigningKeyTable.Row> signingKeys,
      Instant now) {
    SettingsTable.put(handle, project.id(), "environment", settings.toString(), now);
    for (var key : signingKeys) SigningKeyTable.insert(handle, project.id(), key, now);
  }

  private static void refuseIfAnotherIsPublished(Handle handle, NewProject project) {
    if (!project.publishes()) return;
    var publisher = ProjectTable.publisher(handle, project.storeId());
    if (publisher.filter(id -> !id.equals(project.id().value())).isPresent())
      throw new Refused(
          new Conflict(
              "The database publishes the users of project %s already; a second one needs a"
                      .formatted(publisher.get())
                  + " database of its own."));
  }

  private SigningKeyTable.Row signingKey(Audience audience, NewProject project) {
    var key = SigningKey.generate(tokens.token(KID_BITS));
    var place = ProjectReader.placeOf(key.kid(), project.tenant());
    var sealed = keyring.seal(key.privateJwk().getBytes(StandardCharsets.UTF_8), place);
    return new SigningKeyTable.Row(audience, key.kid(), sealed);
  }

  /// Adds a key set to a project. Refuses a key that is another project's, or was revoked.
  public void addKeySet(ProjectId project, NewKeySet set) {
    home.write(handle -> addKeySet(handle, project, set));
  }

  /// The same in a transaction of home.
  public ProjectId addKeySet(Handle handle, ProjectId project, NewKeySet set) {
    add(handle, project, set, clock.now());
    return projects.announce(handle, project);
  }

  /// One that the project has already stays as it is.
  private static void add(Handle handle, ProjectId project, NewKeySet set, Instant now) {
    if (KeySetTable.insert(handle, project, set, now) == 1) return;
    for (var inUse : KeySetTable.listLike(handle, set, now)) {
      if (!inUse.project().equals(project.value()))
        throw new Refused(
            new Conflict(
                "A key that is meant for project %s is one of project %s already; give it another."
                    .formatted(project, inUse.project())));
      if (!inUse.isGood())
        throw new Refused(
            new Conflict(
                "A key that is meant for project %s was revoked or has expired; give it another."
                    .formatted(project)));
    }
  }
}
