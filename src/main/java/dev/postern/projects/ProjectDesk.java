package dev.postern.projects;

import dev.postern.clock.Clock;
import dev.postern.crypto.Keyring;
import dev.postern.crypto.SecureToken;
import dev.postern.db.Stores;
import dev.postern.jobs.Jobs;

/// Where projects are found, made, and told where their users live.
public record ProjectDesk(
    Projects projects, CreateProject create, ChangeProject change, StoreRegistry stores) {

  public static ProjectDesk of(
      Stores stores, Keyring keyring, Jobs jobs, SecureToken tokens, Clock clock) {
    return new ProjectDesk(
        new Projects(new ProjectReader(stores, keyring), clock),
        new CreateProject(stores.home(), keyring, tokens, clock),
        new ChangeProject(stores.home(), jobs, clock),
        new StoreRegistry(stores, keyring, clock));
  }
}
