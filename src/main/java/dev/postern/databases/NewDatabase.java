package dev.postern.databases;

import java.util.UUID;

/// A database that is about to be, with the roles that have a part in it.
///
/// @param runtimeRole ours; its password is made anew whenever the database is prepared
public record NewDatabase(String name, Owner owner, String runtimeRole, UUID storeId) {

  /// The role that is given to the customer.
  public record Owner(String name, String password) {
    @Override
    public String toString() {
      return name;
    }
  }

  /// The role with whose rights users are written, and triggers on `users_sync` run. Nobody logs in
  /// as it.
  String publisherRole() {
    return publisherOf(runtimeRole);
  }

  static String publisherOf(String runtimeRole) {
    return runtimeRole + "_publisher";
  }
}
