package dev.postern.directory;

import static dev.postern.http.Success.SUCCESS;
import static dev.postern.http.schema.Schema.Source.QUERY;

import dev.postern.errors.Refused;
import dev.postern.errors.UserError.UserNotFound;
import dev.postern.http.Endpoint;
import dev.postern.http.Success;
import dev.postern.http.body.BodySize;
import dev.postern.http.schema.Flat;
import dev.postern.http.schema.From;
import dev.postern.http.schema.Schema.Strays;
import dev.postern.http.schema.UserOrMe;
import dev.postern.sessions.Callers;
import dev.postern.sessions.Server;
import dev.postern.users.UserId;
import dev.postern.users.UserJson.ServerUser;
import dev.postern.users.Users;
import java.util.List;

/// Any user of a project, for servers.
record UsersApi(Callers callers, Users users, ChangeUser changeUser, UserViews views) {
  private static final String ONE = "/users/{user_id}";

  record WhichUser(UserOrMe userId, @Flat UserListKeys unused) {
    UserId user() {
      return new UserId(userId.id());
    }
  }

  record Update(UserOrMe userId, @Flat @From(QUERY) UserListKeys unused, @Flat UserChange change) {
    UserId user() {
      return new UserId(userId.id());
    }
  }

  List<Endpoint<?, ?, ?>> endpoints() {
    return List.of(showOne(), changeOne(), deleteOne());
  }

  private Endpoint<Server, ?, ServerUser> showOne() {
    return Endpoint.get(ONE, "Show a user")
        .access(callers.server())
        .takes(WhichUser.class, Strays.REFUSED)
        .gives(ServerUser.class)
        .refuses(UserNotFound.class)
        .by(this::show);
  }

  private ServerUser show(Server server, WhichUser which) {
    var project = server.project();
    return project
        .store()
        .once(handle -> users.find(handle, project, which.user()))
        .map(user -> views.forServer(project, user))
        .orElseThrow(() -> new Refused(new UserNotFound()));
  }

  private Endpoint<Server, ?, ServerUser> changeOne() {
    return Endpoint.patch(ONE, "Change a user")
        .access(callers.server())
        .takes(Update.class, Strays.REFUSED)
        .gives(ServerUser.class)
        .readsAtMost(BodySize.WITH_IMAGE)
        .refuses(ChangeUser.REFUSES)
        .by(this::change);
  }

  private ServerUser change(Server server, Update update) {
    var project = server.project();
    return views.forServer(project, changeUser.change(project, update.user(), update.change()));
  }

  private Endpoint<Server, ?, Success> deleteOne() {
    return Endpoint.delete(ONE, "Delete a user")
        .access(callers.server())
        .takes(WhichUser.class, Strays.REFUSED)
        .gives(Success.class)
        .refuses(UserNotFound.class)
        .by(this::delete);
  }

  private Success delete(Server server, WhichUser which) {
    var project = server.project();
    if (!project.store().write(handle -> users.delete(handle, project, which.user())))
      throw new Refused(new UserNotFound());
    return SUCCESS;
  }
}
