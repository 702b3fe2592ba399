package dev.postern.projects;

import dev.postern.crypto.Keyring;
import dev.postern.crypto.Place;
import dev.postern.crypto.SigningKey;
import dev.postern.db.ConnectionString;
import dev.postern.db.Store;
import dev.postern.db.Stores;
import dev.postern.http.Json;
import dev.postern.settings.ProjectSettings;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// Reads a project out of home, with everything that a request may ask of it.
final class ProjectReader {
  private final Stores stores;
  private final Keyring keyring;

  ProjectReader(Stores stores, Keyring keyring) {
    this.stores = stores;
    this.keyring = keyring;
  }

  /// What home says of one project, all of the same moment.
  private record Everything(
      ProjectTable.Row project,
      List<String> settings,
      List<KeySet> keySets,
      List<SigningKeyTable.Row> signingKeys) {}

  Optional<Project> read(String id) {
    return stores
        .home()
        .read(handle ->
            ProjectTable.find(handle, id)
                .map(row ->
                    new Everything(
                        row,
                        SettingsTable.list(handle, id),
                        KeySetTable.list(handle, id),
                        SigningKeyTable.list(handle, id))))
        .map(this::open);
  }

  /// All projects, without what hangs on them.
  List<Projects.Listed> list() {
    return stores.home().once(ProjectTable::list).stream()
        .map(row -> new Projects.Listed(new ProjectId(row.id()), row.displayName(), where(row)))
        .toList();
  }

  private String where(ProjectTable.Row row) {
    var id = row.storeId();
    var envelope = row.connectionString();
    if (id == null || envelope == null) return row.publishes() ? "home" : "not published";
    return connection(id, envelope).toString();
  }

  /// The project whose users live in that store under that tenant.
  Optional<Project> readAt(UUID store, UUID tenant) {
    var storeId = store.equals(stores.home().id()) ? null : store;
    return stores
        .home()
        .once(handle -> ProjectTable.findIdAt(handle, storeId, tenant))
        .flatMap(this::read);
  }

  private Project open(Everything record) {
    var row = record.project();
    return new Project(
        new ProjectId(row.id()),
        new TenantId(row.tenantId()),
        store(row.storeId(), row.connectionString()),
        row.publishes(),
        row.displayName(),
        row.ownerTeamId(),
        settings(record.settings()),
        record.keySets(),
        new SigningKeys(
            record.signingKeys().stream()
                .collect(
                    Collectors.groupingBy(
                        SigningKeyTable.Row::audience,
                        Collectors.mapping(key -> open(key, row), Collectors.toList())))));
  }

  private Store store(@Nullable UUID id, @Nullable String envelope) {
    if (id == null || envelope == null) return stores.home();
    return stores.attached(id, connection(id, envelope));
  }

  private ConnectionString connection(UUID id, String envelope) {
    return ConnectionString.parse(keyring.openText(envelope, StoreRegistry.placeOf(id)));
  }

  static ProjectSettings settings(List<String> documents) {
    return ProjectSettings.of(
        documents.stream().map(document -> (ObjectNode) Json.read(document)).toList());
  }

  private SigningKey open(SigningKeyTable.Row key, ProjectTable.Row project) {
    var jwk = keyring.open(key.privateJwk(), placeOf(key.kid(), new TenantId(project.tenantId())));
    return SigningKey.parse(new String(jwk, StandardCharsets.UTF_8));
  }

  static Place placeOf(String kid, TenantId tenant) {
    return new Place("signing_keys", "private_jwk", tenant.value(), kid);
  }
}
