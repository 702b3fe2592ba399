package dev.postern.settings;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The settings a project begins with.
public final class FirstSettings {
  private FirstSettings() {}

  /// What a project made by API begins with: passwords and localhost on, the usual two team
  /// permissions.
  public static ObjectNode ofNewProject() {
    var settings = JsonNodeFactory.instance.objectNode();
    settings.put("auth.allowSignUp", true);
    settings.put("auth.password.allowSignIn", true);
    settings.put("domains.allowLocalhost", true);
    settings.put("apps.installed.authentication.enabled", true);
    settings.put("apps.installed.emails.enabled", true);
    permissions(settings);
    return settings;
  }

  /// What the operators' own project begins with.
  public static ObjectNode ofInternal(boolean isOpen) {
    var settings = ofNewProject();
    settings.put("auth.allowSignUp", isOpen);
    settings.put("teams.createPersonalTeamOnSignUp", true);
    settings.put("teams.allowClientTeamCreation", true);
    return settings;
  }

  private static void permissions(ObjectNode settings) {
    settings.set(
        "rbac.permissions.team_member",
        permission("Default permission for team members", "$read_members", "$invite_members"));
    settings.set(
        "rbac.permissions.team_admin",
        permission(
            "Default permission for team admins",
            "$update_team",
            "$delete_team",
            "$read_members",
            "$remove_members",
            "$invite_members",
            "$manage_api_keys"));
    settings.put("rbac.defaultPermissions.teamCreator.team_admin", true);
    settings.put("rbac.defaultPermissions.teamMember.team_member", true);
  }

  private static ObjectNode permission(String description, String... contained) {
    var permission = JsonNodeFactory.instance.objectNode();
    permission.put("description", description);
    permission.put("scope", "team");
    var ids = permission.putObject("containedPermissionIds");
    for (var id : contained) ids.put(id, true);
    return permission;
  }
}
