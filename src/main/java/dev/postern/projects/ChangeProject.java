package dev.postern.projects;

import dev.postern.clock.Clock;
import dev.postern.db.Store;
import dev.postern.http.Json;
import dev.postern.jobs.Jobs;
import dev.postern.settings.Overrides;
import dev.postern.settings.ProjectSettings;
import org.jdbi.v3.core.Handle;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Changes what home says of a project, and tells every node.
public record ChangeProject(Store home, Projects projects, Jobs jobs, Clock clock) {

  /// Patches the settings as they lie there, so that nothing a newer node wrote is lost. What it
  /// changes in published users follows by a job.
  public void settings(ProjectId project, ObjectNode change) {
    home.write(handle -> {
      var level = "environment";
      var stored =
          SettingsTable.lock(handle, project, level)
              .map(document -> (ObjectNode) Json.read(document))
              .orElseGet(JsonNodeFactory.instance::objectNode);
      var patched = Overrides.patch(stored, change).toString();
      var before = current(handle, project);
      SettingsTable.put(handle, project, level, patched, clock.now());
      if (Republish.isNeeded(before, current(handle, project))) republish(handle, project);
      return projects.announce(handle, project);
    });
  }

  private static ProjectSettings current(Handle handle, ProjectId project) {
    return ProjectReader.settings(SettingsTable.list(handle, project.value()));
  }

  private void republish(Handle handle, ProjectId project) {
    ProjectTable.find(handle, project.value())
        .filter(ProjectTable.Row::publishes)
        .ifPresent(row -> jobs.enqueue(handle, row.tenantId(), Republish.all(project)));
  }

  public void rename(ProjectId project, String displayName) {
    home.write(handle -> {
      ProjectTable.setDisplayName(handle, project, displayName);
      return projects.announce(handle, project);
    });
  }
}
