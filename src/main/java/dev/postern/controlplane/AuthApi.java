package dev.postern.controlplane;

import dev.postern.databaseprojects.AuthIntegrations.AskedPlace;
import dev.postern.databaseprojects.AuthIntegrations.Enabled;
import dev.postern.databaseprojects.DatabaseProjects;
import dev.postern.errors.ControlError.Conflict;
import dev.postern.errors.ControlError.NotFound;
import dev.postern.errors.UserError.UserEmailAlreadyExists;
import dev.postern.http.Endpoint;
import dev.postern.http.schema.Schema.Strays;
import dev.postern.http.schema.Value;
import dev.postern.signup.SignUp;
import dev.postern.users.EmailAddress;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Auth in a project's database: enabling it, keys for the SDKs, users.
///
/// A user who is made here may sign in with the address once they prove that it is theirs, by a
/// code or a new password: they were made in order to sign in, and a second account of that address
/// is refused.
///
/// @param publicUrl the server's own address, without a slash at its end
record AuthApi(DatabaseProjects databases, SignUp signUp, ApiKeys keys, String publicUrl) {

  /// The role that owns the database owns what is published in it, whichever `role_name` says.
  record Enable(
      AuthProvider authProvider,
      WireId projectId,
      WireId branchId,
      Optional<String> databaseName,
      Optional<String> roleName) {}

  record Keys(WireId projectId, AuthProvider authProvider) {}

  record NewUser(
      WireId projectId, AuthProvider authProvider, EmailAddress email, Optional<Name> name) {}

  record Name(String value) {
    private static final int LONGEST = 255;

    static final Value<Name> WIRE =
        Value.text()
            .check(
                text -> !text.isEmpty() && text.length() <= LONGEST,
                "must have 1 to %d characters".formatted(LONGEST))
            .to(Name::new);
  }

  /// Where the users of the auth project are, and the keys, which are shown here and nowhere else.
  record Integration(
      String authProvider,
      String authProviderProjectId,
      String pubClientKey,
      String secretServerKey,
      String jwksUrl,
      String schemaName,
      String tableName) {}

  record MadeUser(UUID id) {}

  List<Endpoint<?, ?, ?>> endpoints() {
    return List.of(
        Endpoint.post("/projects/auth/create", "Publish the users of a new auth project")
            .access(keys)
            .takes(Enable.class, Strays.IGNORED)
            .creates(Integration.class)
            .refuses(NotFound.class, Conflict.class)
            .by((_, request) -> enable(request)),
        Endpoint.post("/projects/auth/keys", "Make one more pair of keys for the SDKs")
            .access(keys)
            .takes(Keys.class, Strays.IGNORED)
            .creates(Integration.class)
            .refuses(NotFound.class)
            .by((_, request) -> addKeys(request)),
        Endpoint.post("/projects/auth/user", "Make a user")
            .access(keys)
            .takes(NewUser.class, Strays.IGNORED)
            .creates(MadeUser.class)
            .refuses(NotFound.class, UserEmailAlreadyExists.class)
            .by((_, request) -> create(request)));
  }

  private Integration enable(Enable request) {
    request.authProvider().refuseUnlessStack();
    var project = databases.get(request.projectId().value());
    var where =
        new AskedPlace(request.branchId().value(), request.databaseName(), request.roleName());
    return json(databases.auth().enable(project, where));
  }

  private Integration addKeys(Keys request) {
    request.authProvider().refuseUnlessStack();
    return json(databases.auth().addKeys(databases.get(request.projectId().value())));
  }

  private MadeUser create(NewUser request) {
    request.authProvider().refuseUnlessStack();
    var project = databases.auth().get(databases.get(request.projectId().value()));
    var name = request.name().map(Name::value).orElse(null);
    var user =
        project.store().write(handle -> signUp.invite(handle, project, request.email(), name));
    return new MadeUser(user.value());
  }

  private Integration json(Enabled enabled) {
    return new Integration(
        "stack",
        enabled.project().value(),
        enabled.keys().publishable().reveal(),
        enabled.keys().secret().reveal(),
        "%s/api/v1/projects/%s/.well-known/jwks.json".formatted(publicUrl, enabled.project()),
        "neon_auth",
        "users_sync");
  }
}
