package dev.postern.controlplane;

import dev.postern.clock.Clock;
import dev.postern.databaseprojects.DatabaseProjects;
import dev.postern.db.Store;
import dev.postern.http.Endpoint;
import dev.postern.signup.SignUp;
import java.util.List;
import java.util.stream.Stream;

/// The surface by which programs make projects and their auth.
public final class ControlPlane {
  private final ApiKeys keys;
  private final ProjectsApi projects;
  private final AuthApi auth;

  /// The surface over what the features do.
  ///
  /// @param publicUrl the server's own address, without a slash at its end
  public ControlPlane(
      DatabaseProjects databases, SignUp signUp, Store home, String publicUrl, Clock clock) {
    this.keys = new ApiKeys(home, clock);
    this.projects = new ProjectsApi(databases, keys, clock);
    this.auth = new AuthApi(databases, signUp, keys, publicUrl);
  }

  public List<Endpoint<?, ?, ?>> endpoints() {
    return Stream.of(projects.endpoints(), auth.endpoints()).flatMap(List::stream).toList();
  }

  /// Makes sure that there is this key, which the operator chose; every start may say so again. A
  /// key that was chosen before is revoked.
  public void ensureFirstKey(String key) {
    keys.ensureFirst(key);
  }
}
