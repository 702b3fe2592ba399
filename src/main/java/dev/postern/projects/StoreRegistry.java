package dev.postern.projects;

import dev.postern.clock.Clock;
import dev.postern.crypto.Keyring;
import dev.postern.crypto.Place;
import dev.postern.db.ConnectionString;
import dev.postern.db.Store;
import dev.postern.db.Stores;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The databases, beside home, in which projects may live.
public record StoreRegistry(Stores stores, Keyring keyring, Clock clock) {

  static Place placeOf(UUID store) {
    return new Place("stores", "connection_string", store, "");
  }

  /// Notes how a store is reached. The string is kept as an envelope; a store that is known already
  /// is reached by the new string from now on.
  public Store register(UUID id, ConnectionString connection) {
    var envelope = keyring.seal(connection.reveal().getBytes(StandardCharsets.UTF_8), placeOf(id));
    stores.home().write(handle -> ProjectTable.insertStore(handle, id, envelope, clock.now()));
    return stores.attached(id, connection);
  }

  /// A store and how it is reached.
  public record Registered(UUID id, ConnectionString where) {}

  /// All stores beside home, in no order.
  public List<Registered> list() {
    return stores.home().once(ProjectTable::listStores).entrySet().stream()
        .map(store -> new Registered(store.getKey(), open(store.getKey(), store.getValue())))
        .toList();
  }

  /// How a store is reached, as it was last noted.
  public Optional<ConnectionString> find(UUID id) {
    return stores
        .home()
        .once(handle -> ProjectTable.findStore(handle, id))
        .map(envelope -> open(id, envelope));
  }

  private ConnectionString open(UUID id, String envelope) {
    return ConnectionString.parse(keyring.openText(envelope, placeOf(id)));
  }
}
