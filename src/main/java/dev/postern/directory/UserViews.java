package dev.postern.directory;

import dev.postern.projects.Project;
import dev.postern.sessions.LastUses;
import dev.postern.users.UserJson;
import dev.postern.users.UserJson.ClientUser;
import dev.postern.users.UserJson.ServerUser;
import dev.postern.users.UserView;

/// The two shapes in which a user is shown.
record UserViews(LastUses lastUses) {

  ServerUser forServer(Project project, UserView user) {
    var current = lastUses.newest(project, user.id()).map(user::lastActive).orElse(user);
    return UserJson.forServer(current, project.settings());
  }

  ClientUser forClient(Project project, UserView user) {
    return UserJson.forClient(user, project.settings());
  }
}
