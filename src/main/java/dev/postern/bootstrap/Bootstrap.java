package dev.postern.bootstrap;

import dev.postern.clock.Clock;
import dev.postern.config.BootstrapProject;
import dev.postern.config.BootstrapProject.Attachment;
import dev.postern.config.Config;
import dev.postern.config.Config.OperatorSignUp;
import dev.postern.config.ProjectKeys;
import dev.postern.config.Secret;
import dev.postern.crypto.SecureToken;
import dev.postern.databases.AttachDatabase;
import dev.postern.databases.AttachDatabase.Attached;
import dev.postern.databases.AttachDatabase.Giver;
import dev.postern.db.ConnectionString;
import dev.postern.projects.KeySet.Kind;
import dev.postern.projects.NewKeySet;
import dev.postern.projects.NewProject;
import dev.postern.projects.Project;
import dev.postern.projects.ProjectDesk;
import dev.postern.projects.ProjectId;
import dev.postern.projects.ProjectKey;
import dev.postern.projects.TenantId;
import dev.postern.settings.FirstSettings;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.JsonNodeFactory;

/// Makes the projects that the environment describes, or brings them into that form. What is as
/// described already costs one look at home.
public record Bootstrap(ProjectDesk desk, AttachDatabase attach, SecureToken tokens, Clock clock) {
  private static final Logger LOG = LoggerFactory.getLogger(Bootstrap.class);
  private static final String DESCRIPTION = "From the environment";

  public void run(Config config) {
    internal(config);
    config.projects().forEach(this::project);
    // A database may be reached in another way than a moment ago.
    desk.projects().mayHaveChanged();
  }

  private void internal(Config config) {
    var isOpen = config.operatorSignUp() == OperatorSignUp.OPEN;
    var known = desk.projects().find(ProjectId.INTERNAL.value());
    if (known.isEmpty()) {
      var project =
          new NewProject(ProjectId.INTERNAL, TenantId.INTERNAL, "Operators", "", null, false, null);
      desk.create().create(project, FirstSettings.ofInternal(isOpen), List.of());
    } else if (known.get().settings().allowsSignUp() != isOpen) {
      var change = JsonNodeFactory.instance.objectNode().put("auth.allowSignUp", isOpen);
      desk.change().settings(ProjectId.INTERNAL, change);
    }
    addKeys(ProjectId.INTERNAL, known, config.internalKeys());
  }

  private void project(BootstrapProject wanted) {
    var known = desk.projects().find(wanted.id().toString());
    if (known.isEmpty()) create(wanted);
    known.ifPresent(project -> adapt(project, wanted));
    addKeys(new ProjectId(wanted.id().toString()), known, wanted.keys());
  }

  private void create(BootstrapProject wanted) {
    var detached = NewProject.of(wanted.id(), wanted.name());
    var project = attached(wanted).map(to -> detached.publishedIn(to.storeId())).orElse(detached);
    desk.create().create(project, FirstSettings.ofNewProject(), List.of());
    LOG.info("Made the project {} ({})", wanted.name(), wanted.id());
  }

  private void adapt(Project project, BootstrapProject wanted) {
    if (!project.displayName().equals(wanted.name()))
      desk.change().rename(project.id(), wanted.name());
    var isPublished = !(wanted.attachment() instanceof Attachment.Detached);
    if (project.publishes() != isPublished)
      LOG.warn(
          "The project {} {} and stays so: where users live is decided when a project is made",
          project.id(),
          project.publishes() ? "is published in a database" : "is not published");
    if (project.publishes() && wanted.attachment() instanceof Attachment.ToDatabase(var url))
      reachBy(project, ConnectionString.parse(url.value()), wanted);
  }

  /// Looks at the database only where the string is another one than at the last start, so that a
  /// database that is down is its own project's trouble.
  private void reachBy(Project project, ConnectionString where, BootstrapProject wanted) {
    if (desk.stores().find(project.store().id()).filter(where::equals).isPresent()) return;
    var isElsewhere =
        attached(wanted).filter(to -> !to.store().id().equals(project.store().id())).isPresent();
    if (isElsewhere)
      LOG.warn(
          "The project {} lives in another database than its variable names, and stays there",
          project.id());
  }

  private Optional<Attached> attached(BootstrapProject wanted) {
    return switch (wanted.attachment()) {
      case Attachment.Detached() -> Optional.empty();
      case Attachment.ToHome() -> Optional.of(attach.attachHome());
      case Attachment.ToDatabase(var url) -> {
        var attached = attach.attach(ConnectionString.parse(url.value()), Giver.OPERATOR);
        attached.warning().ifPresent(warning -> LOG.warn("{}", warning));
        yield Optional.of(attached);
      }
    };
  }

  /// Adds those that the project does not have yet. Taking one out of the environment revokes
  /// nothing.
  private void addKeys(ProjectId id, Optional<Project> known, ProjectKeys keys) {
    var publishable = fresh(known, Kind.PUBLISHABLE_CLIENT, keys.publishableClient());
    var secret = fresh(known, Kind.SECRET_SERVER, keys.secretServer());
    var admin = fresh(known, Kind.SUPER_SECRET_ADMIN, keys.admin());
    if (Stream.of(publishable, secret, admin).allMatch(ProjectKey.NONE::equals)) return;
    var expiry = clock.now().plus(NewKeySet.CENTURY);
    var set = new NewKeySet(tokens.uuid(), DESCRIPTION, publishable, secret, admin, expiry);
    desk.create().addKeySet(id, set);
  }

  private ProjectKey fresh(Optional<Project> known, Kind kind, Optional<Secret> key) {
    var now = clock.now();
    return ProjectKey.of(
        key.map(Secret::value)
            .filter(text -> known.filter(project -> project.accepts(kind, text, now)).isEmpty()));
  }
}
