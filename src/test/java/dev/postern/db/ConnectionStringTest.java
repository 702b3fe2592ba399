package dev.postern.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.postern.db.UnusableConnectionString.Reason;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionStringTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          postgres://ada:pw@db.example.com:6432/app     | db.example.com:6432 | app | ada   | pw
          postgresql://ada:pw@DB.example.com/app        | db.example.com:5432 | app | ada   | pw
          postgres://ada@localhost                      | localhost:5432 | ada | ada   | ''
          postgres://ada:pw@localhost:/                 | localhost:5432 | ada | ada   | pw
          postgres://a%40b:p%2F%3A%25w+@h/my%20db       | h:5432 | my db | a@b | p/:%w+
          postgres://ada:pw@[::1]:5433/app?sslmode=disable | [::1]:5433 | app | ada   | pw
          """)
  void the_parts_are_read_as_libpq_reads_them(
      String text, String server, String database, String user, String password) {
    var read = ConnectionString.parse(text);

    assertThat(read.server()).isEqualTo(server);
    assertThat(read.database()).isEqualTo(database);
    assertThat(read.user()).isEqualTo(user);
    assertThat(read.password()).isEqualTo(password);
    assertThat(ConnectionString.parse(read.reveal())).isEqualTo(read);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          jdbc:postgresql://localhost/app            | JDBC URL
          mysql://ada:hush@localhost/app             | does not read as
          postgres://ada:hu@sh@localhost/app         | is written as %40
          postgres://ada:hush%zz@localhost/app       | itself as %25
          postgres://ada:hush%00@localhost/app       | zero byte
          postgres://localhost/app                   | user is missing
          postgres://ada:hush@/app                   | host is missing
          postgres://ada:hush@one,two/app            | does not read as
          postgres://ada:hush@localhost:0/app        | between 1 and 65535
          postgres://ada:hush@localhost:65536/app    | between 1 and 65535
          postgres://ada:hush@localhost/app?sslmode=maybe | sslmode is one of
          postgres://ada:hush@localhost/app?hostaddr=::1  | parameter hostaddr is not known
          """)
  void what_cannot_be_read_says_why_without_the_password(String text, String why) {
    assertThatExceptionOfType(UnusableConnectionString.class)
        .isThrownBy(() -> ConnectionString.parse(text))
        .withMessageContaining(why)
        .withMessageNotContaining("hush")
        .satisfies(refused -> assertThat(refused.reason()).isEqualTo(Reason.SYNTAX));
  }

  @Test
  void the_password_is_shown_only_when_asked_for() {
    var read = ConnectionString.parse("postgres://ada:hush@localhost:5433/app?sslmode=require");

    assertThat(read).hasToString("postgres://ada@localhost:5433/app?sslmode=require");
    assertThat(read.reveal()).isEqualTo("postgres://ada:hush@localhost:5433/app?sslmode=require");
    assertThat(read.server()).isEqualTo("localhost:5433");
    assertThat(read.toJdbc().toString()).doesNotContain("hush");
  }

  @Test
  void another_database_and_another_role_keep_the_rest() {
    var read = ConnectionString.parse("postgres://ada:hush@localhost:5433/app?sslmode=require");

    assertThat(read.withDatabase("other").withUser("bob", "quiet").reveal())
        .isEqualTo("postgres://bob:quiet@localhost:5433/other?sslmode=require");
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          '',                                         prefer,      '',       false
          ?sslmode=require&channel_binding=require,   require,     '',       false
          ?sslmode=require&sslrootcert=/ca.pem,       verify-ca,   /ca.pem,  false
          ?sslmode=verify-full&sslrootcert=/ca.pem,   verify-full, /ca.pem,  false
          ?sslmode=verify-full,                       verify-full, '',       true
          ?sslrootcert=system,                        verify-full, '',       true
          """)
  void tls_means_to_the_driver_what_it_means_to_libpq(
      String parameters, String mode, String roots, boolean systemRoots) {
    var jdbc = ConnectionString.parse("postgres://ada:pw@localhost/app" + parameters).toJdbc();

    assertThat(jdbc.url()).isEqualTo("jdbc:postgresql://localhost:5432/app");
    assertThat(jdbc.properties().getProperty("sslmode")).isEqualTo(mode);
    assertThat(jdbc.properties().getProperty("sslrootcert", "")).isEqualTo(roots);
    assertThat(jdbc.properties().containsKey("sslfactory")).isEqualTo(systemRoots);
  }

  @Test
  void parameters_are_part_of_what_it_is() {
    var one = ConnectionString.parse("postgres://ada:pw@h/app?options=-c%20a.b%3D1");

    assertThat(one.parameters()).isEqualTo(Map.of("options", "-c a.b=1"));
    assertThat(one).isNotEqualTo(ConnectionString.parse("postgres://ada:pw@h/app"));
  }
}
