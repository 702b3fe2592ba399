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
    var projects = new Projects(new ProjectReader(stores, keyring), clock);
    return new ProjectDesk(
        projects,
        new CreateProject(stores.home(), projects, keyring, tokens, clock),
        new ChangeProject(stores.home(), projects, jobs, clock),
        new StoreRegistry(stores, keyring, clock));
  }
}
