package dev.postern.directory;

import dev.postern.http.Endpoint;
import dev.postern.sessions.Sessions;
import dev.postern.users.Users;
import java.util.ArrayList;
import java.util.List;

/// Users over the wire.
public record Directory(Users users, ChangeUser changeUser, Sessions sessions) {

  public List<Endpoint<?, ?, ?>> endpoints() {
    var views = new UserViews(sessions.lastUses());
    List<Endpoint<?, ?, ?>> all = new ArrayList<>();
    all.addAll(new OwnUserApi(sessions.callers(), users, changeUser, views).endpoints());
    all.addAll(new UsersApi(sessions.callers(), users, changeUser, views).endpoints());
    return List.copyOf(all);
  }
}
