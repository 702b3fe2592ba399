package dev.postern.directory;

import static dev.postern.http.Success.SUCCESS;

import dev.postern.errors.Refused;
import dev.postern.errors.UserError.CannotGetOwnUserWithoutUser;
import dev.postern.errors.UserError.ClientUserDeletionNotEnabled;
import dev.postern.errors.UserError.InvalidProfileImageUrl;
import dev.postern.http.Endpoint;
import dev.postern.http.Nothing;
import dev.postern.http.Success;
import dev.postern.http.body.BodySize;
import dev.postern.http.schema.Flat;
import dev.postern.http.schema.Patch;
import dev.postern.http.schema.Patch.Keep;
import dev.postern.http.schema.Schema.Strays;
import dev.postern.images.ImageUrl;
import dev.postern.sessions.Callers;
import dev.postern.sessions.Server;
import dev.postern.sessions.SignedIn;
import dev.postern.sessions.Visitor;
import dev.postern.users.EmailAddress;
import dev.postern.users.UserJson.ClientUser;
import dev.postern.users.UserJson.ServerUser;
import dev.postern.users.UserView;
import dev.postern.users.Users;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// The user whose access token comes along, at `/users/me`: for clients, and for servers that act
/// for them.
record OwnUserApi(Callers callers, Users users, ChangeUser changeUser, UserViews views) {
  private static final String PATH = "/users/me";

  /// What users may change of themselves.
  record ClientChange(
      @Flat UserChange.About about,
      Patch<JsonNode> clientMetadata,
      @Flat UserChange.Methods methods,
      Patch<EmailAddress> primaryEmail) {

    UserChange asChange() {
      return new UserChange(
          about,
          new UserChange.Metadata(clientMetadata, new Keep<>(), new Keep<>()),
          new UserChange.Email(primaryEmail, Optional.empty(), Optional.empty()),
          methods,
          UserChange.Password.AS_IT_IS,
          UserChange.Standing.AS_IT_IS);
    }
  }

  List<Endpoint<?, ?, ?>> endpoints() {
    return List.of(
        showToClient(),
        showToServer(),
        changeByClient(),
        changeByServer(),
        deleteByClient(),
        deleteByServer());
  }

  private Endpoint<Visitor, ?, ClientUser> showToClient() {
    return Endpoint.get(PATH, "Show the signed-in user")
        .access(callers.clientView())
        .takes(Nothing.class, Strays.REFUSED)
        .gives(ClientUser.class)
        .by((visitor, _) -> views.forClient(visitor.project(), show(visitor)));
  }

  private Endpoint<Server, ?, ServerUser> showToServer() {
    return Endpoint.get(PATH, "Show the signed-in user to a server")
        .access(callers.server())
        .takes(Nothing.class, Strays.REFUSED)
        .gives(ServerUser.class)
        .by((server, _) -> views.forServer(server.project(), show(server.visitor())));
  }

  /// One statement, which proves as well that the session still lives.
  private UserView show(Visitor visitor) {
    var token = visitor.token().orElseThrow(OwnUserApi::nobody);
    var project = visitor.project();
    var user =
        project
            .store()
            .once(handle -> users.findWithSession(handle, project, token.user(), token.session()))
            .orElseThrow(OwnUserApi::nobody);
    if (!user.sessionLives()) throw callers.sessionIsOver(token);
    return user;
  }

  private SignedIn me(Visitor visitor) {
    return callers.currentUser(visitor).orElseThrow(OwnUserApi::nobody);
  }

  private static Refused nobody() {
    return new Refused(new CannotGetOwnUserWithoutUser());
  }

  private Endpoint<Visitor, ?, ClientUser> changeByClient() {
    return Endpoint.patch(PATH, "Change the signed-in user")
        .access(callers.clientView())
        .takes(ClientChange.class, Strays.REFUSED)
        .gives(ClientUser.class)
        .readsAtMost(BodySize.WITH_IMAGE)
        .refuses(ChangeUser.REFUSES)
        .by(this::changeByClient);
  }

  private ClientUser changeByClient(Visitor visitor, ClientChange change) {
    var image = change.about().profileImageUrl();
    if (image instanceof Patch.Set<ImageUrl>(var url) && !url.isInlineOfBrowsers())
      throw new Refused(new InvalidProfileImageUrl());
    return views.forClient(
        visitor.project(),
        changeUser.change(visitor.project(), me(visitor).user(), change.asChange()));
  }

  private Endpoint<Server, ?, ServerUser> changeByServer() {
    return Endpoint.patch(PATH, "Change the signed-in user as a server")
        .access(callers.server())
        .takes(UserChange.class, Strays.REFUSED)
        .gives(ServerUser.class)
        .readsAtMost(BodySize.WITH_IMAGE)
        .refuses(ChangeUser.REFUSES)
        .by(this::changeByServer);
  }

  private ServerUser changeByServer(Server server, UserChange change) {
    return views.forServer(
        server.project(), changeUser.change(server.project(), me(server.visitor()).user(), change));
  }

  private Endpoint<Visitor, ?, Success> deleteByClient() {
    return Endpoint.delete(PATH, "Delete the signed-in user")
        .access(callers.clientView())
        .takes(Nothing.class, Strays.REFUSED)
        .gives(Success.class)
        .refuses(ClientUserDeletionNotEnabled.class)
        .by(this::deleteByClient);
  }

  private Success deleteByClient(Visitor visitor, Nothing nothing) {
    if (!visitor.project().settings().allowsClientUserDeletion())
      throw new Refused(new ClientUserDeletionNotEnabled());
    return delete(visitor);
  }

  private Endpoint<Server, ?, Success> deleteByServer() {
    return Endpoint.delete(PATH, "Delete the signed-in user as a server")
        .access(callers.server())
        .takes(Nothing.class, Strays.REFUSED)
        .gives(Success.class)
        .by((server, _) -> delete(server.visitor()));
  }

  private Success delete(Visitor visitor) {
    var user = me(visitor).user();
    var project = visitor.project();
    if (!project.store().write(handle -> users.delete(handle, project, user))) throw nobody();
    return SUCCESS;
  }
}
