package dev.postern.databaseprojects;

import static dev.postern.databases.DatabasesSetting.ask;
import static dev.postern.databases.DatabasesSetting.superuser;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.postern.databaseprojects.AuthIntegrations.AskedPlace;
import dev.postern.databases.DatabasesSetting;
import dev.postern.db.ConnectionString;
import dev.postern.errors.Refused;
import dev.postern.jobs.JobThreads;
import dev.postern.projects.NewProject;
import dev.postern.settings.FirstSettings;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CreateDatabaseProjectTest {
  private static final AskedNames USUAL =
      AskedNames.of(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  private final DatabasesSetting setting = new DatabasesSetting();
  private final DatabaseProjects projects =
      DatabaseProjects.of(
          setting.create,
          setting.stores.home(),
          setting.desk,
          setting.jobs,
          new DatabaseProjects.Source(setting.keyring, setting.tokens, setting.clock));

  @AfterEach
  void close() {
    setting.close();
  }

  @Test
  void nothing_is_left_where_no_database_can_be_made() throws SQLException {
    superuser(setting.home, "ALTER ROLE %s NOCREATEDB".formatted(setting.administrator.user()));

    assertThatExceptionOfType(Refused.class).isThrownBy(() -> projects.create().create(USUAL));

    assertThat(countProjects()).isEqualTo("0");
  }

  @Test
  void a_creation_that_broke_off_is_finished() throws SQLException {
    var project = projects.create().create(USUAL);
    breakOff("preparing");
    superuser(setting.home, "DROP DATABASE " + project.database().name());

    carryOn();

    assertThat(projects.get(project.project().id()).name()).isEqualTo(project.project().name());
    assertThat(ask(addressOf(project), "SELECT count(*) FROM neon_auth.users_sync")).isEqualTo("0");
  }

  @Test
  void a_removal_that_broke_off_is_finished() throws SQLException {
    var project = projects.create().create(USUAL);
    breakOff("deleting");

    carryOn();

    assertThat(countProjects()).isEqualTo("0");
    assertThatExceptionOfType(SQLException.class)
        .isThrownBy(() -> ask(addressOf(project), "SELECT 1"));
  }

  @Test
  void what_somebody_may_still_be_at_is_left_alone() throws SQLException {
    projects.create().create(USUAL);
    superuser(setting.home, "UPDATE postern_control.database_projects SET state = 'deleting'");

    carryOn();

    assertThat(countProjects()).isEqualTo("1");
  }

  @Test
  void a_removal_that_could_not_be_finished_is_tried_again() throws SQLException {
    var project = projects.create().create(USUAL);
    breakOff("deleting");
    superuser(setting.home, "CREATE DATABASE kept OWNER " + project.role().name());

    carryOn();
    assertThat(countProjects()).isEqualTo("1");

    superuser(setting.home, "DROP DATABASE kept");
    superuser(setting.home, "UPDATE postern.jobs SET due_at = due_at - interval '1 hour'");
    carryOn();
    assertThat(countProjects()).isEqualTo("0");
  }

  @Test
  void a_database_publishes_one_auth_project() {
    var project = projects.create().create(USUAL);
    var where = new AskedPlace(project.branch().id(), Optional.empty(), Optional.empty());
    projects.auth().enable(project.project(), where);
    var second =
        NewProject.named("Second", setting.tokens).publishedIn(project.database().storeId());

    assertThatExceptionOfType(Refused.class)
        .isThrownBy(
            () -> setting.desk.create().create(second, FirstSettings.ofNewProject(), List.of()))
        .withMessageContaining("publishes the users of project");
  }

  private void breakOff(String state) {
    superuser(
        setting.home, "UPDATE postern_control.database_projects SET state = '%s'".formatted(state));
    superuser(setting.home, "UPDATE postern.jobs SET due_at = due_at - interval '1 hour'");
  }

  private void carryOn() {
    try (var threads =
        new JobThreads(setting.stores, _ -> Optional.empty(), projects.runners(), setting.clock)) {
      threads.drain().all(setting.stores.home());
    }
  }

  private String countProjects() throws SQLException {
    return ask(setting.home, "SELECT count(*) FROM postern_control.database_projects");
  }

  private static ConnectionString addressOf(CreatedProject project) {
    return ConnectionString.parse(project.address().uri());
  }
}
