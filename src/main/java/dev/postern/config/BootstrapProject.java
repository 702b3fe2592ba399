package dev.postern.config;

import java.util.Optional;
import java.util.UUID;

/// One project that the environment describes; it is made, or brought into this form, at start.
public record BootstrapProject(UUID id, String name, Attachment attachment, ProjectKeys keys) {
  private static final String ID = "POSTERN_PROJECT_ID";
  private static final String NAME = "POSTERN_PROJECT_NAME";
  private static final String DATABASE = "POSTERN_PROJECT_DATABASE_URL";

  /// Which database, if any, publishes the users of the project.
  public sealed interface Attachment {
    /// None: users live in home and are not published.
    record Detached() implements Attachment {}

    /// The home database itself.
    record ToHome() implements Attachment {}

    /// A database of the customer's.
    record ToDatabase(Secret url) implements Attachment {}
  }

  static Optional<BootstrapProject> read(Mode mode, Settings settings) {
    var id = settings.uuid(ID, "A project that is made at start, or brought into this form.");
    var name = settings.text(NAME, "Its name.");
    var attachment = attachment(settings);
    var keys = ProjectKeys.read("POSTERN_PROJECT", "of that project.", mode, settings);
    var isDescribed = keys.areGiven() || settings.isSet(NAME) || settings.isSet(DATABASE);
    if (isDescribed && !settings.isSet(ID)) {
      settings.complain(
          ID, "must be set beside the others of its kind", "3f2f6a0e-6f0e-4b5c-9d6e-0a1b2c3d4e5f");
    }
    return id.map(known -> new BootstrapProject(known, name.orElse("Project"), attachment, keys));
  }

  private static Attachment attachment(Settings settings) {
    var description = "The database its users are published in: a connection string, or `home`.";
    return settings
        .attachment(DATABASE, "its users are not published", description)
        .orElseGet(Attachment.Detached::new);
  }
}
