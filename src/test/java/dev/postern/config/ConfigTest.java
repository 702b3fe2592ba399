package dev.postern.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.postern.config.BootstrapProject.Attachment;
import dev.postern.config.Config.OperatorSignUp;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigTest {
  private static final String ID = "3f2f6a0e-6f0e-4b5c-9d6e-0a1b2c3d4e5f";
  private static final String KEY = "9f86d081884c7d659a2feaa0c55ad015";
  private static final String MASTER_KEY = "n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg=";

  @Test
  void in_dev_everything_has_a_default() {
    var config = dev(Map.of());

    assertThat(config)
        .isEqualTo(
            new Config(
                Mode.DEV,
                new Network(
                    InetAddress.ofLiteral("127.0.0.1"),
                    8101,
                    URI.create("http://localhost:8101"),
                    List.of(AddressRange.parse("127.0.0.0/8"), AddressRange.parse("::1/128"))),
                new Storage(Optional.empty(), Optional.empty(), Path.of(".postern"), 8102, 8),
                Optional.empty(),
                Optional.empty(),
                new ProjectKeys(Optional.empty(), Optional.empty(), Optional.empty()),
                OperatorSignUp.INVITED,
                Duration.ofMinutes(10),
                new Hashing(19_456, 2, 64),
                new Logging(Logging.Level.INFO, Logging.Format.TEXT),
                List.of()));
  }

  @Test
  void the_default_address_follows_the_port() {
    assertThat(dev(Map.of("POSTERN_PORT", "9000")).network().publicUrl())
        .isEqualTo(URI.create("http://localhost:9000"));
  }

  @Test
  void dev_is_for_this_machine_and_production_for_all_that_reach_it() {
    var production = Map.of("POSTERN_PUBLIC_URL", "https://auth.acme.test");

    assertThat(dev(Map.of()).network().address().isLoopbackAddress()).isTrue();
    assertThat(dev(Map.of("POSTERN_ADDRESS", "0.0.0.0")).network().address().isAnyLocalAddress())
        .isTrue();
    assertThat(Config.from(Mode.SERVE, production).network().address().isAnyLocalAddress())
        .isTrue();
  }

  @Test
  void an_empty_variable_counts_as_unset() {
    assertThat(dev(Map.of("POSTERN_PORT", "", "POSTERN_CONTROL_API_KEY", "  ")))
        .isEqualTo(dev(Map.of()));
  }

  @Test
  void variables_of_others_are_left_alone() {
    assertThat(dev(Map.of("PATH", "/bin", "HOME", "/root"))).isEqualTo(dev(Map.of()));
  }

  @Test
  void all_complaints_come_at_once_each_with_an_example() {
    var environment =
        Map.of(
            "POSTERN_PORT", "http",
            "POSTERN_PUBLIC_URL", "auth.example.com",
            "POSTERN_ACCESS_TOKEN_LIFETIME", "10m",
            "POSTERN_LOG_FORMAT", "xml",
            "POSTERN_DATABSE_URL", "postgres://localhost/app");

    assertThat(complaints(Mode.DEV, environment))
        .containsExactly(
            "POSTERN_PORT must be a whole number. Example: 8101",
            "POSTERN_PUBLIC_URL must start with http:// or https:// and name a host."
                + " Example: https://auth.example.com",
            "POSTERN_ACCESS_TOKEN_LIFETIME must be an ISO-8601 duration. Example: PT10M",
            "POSTERN_LOG_FORMAT must be text or json. Example: text",
            "POSTERN_DATABSE_URL is not known; perhaps POSTERN_DATABASE_URL was meant.");
  }

  @Test
  void the_message_lists_one_complaint_a_line() {
    assertThatExceptionOfType(ConfigurationProblem.class)
        .isThrownBy(() -> dev(Map.of("POSTERN_PORT", "0", "POSTERN_POOL_SIZE", "1")))
        .withMessage(
            """
            The configuration has to be corrected:
              POSTERN_PORT must lie between 1 and 65535. Example: 8101
              POSTERN_POOL_SIZE must lie between 2 and 200. Example: 8\
            """);
  }

  @ParameterizedTest
  @CsvSource({
    "POSTERN_ADDRESS, localhost",
    "POSTERN_PORT, 65536",
    "POSTERN_PORT, 99999999999",
    "POSTERN_PUBLIC_URL, ftp://example.com",
    "POSTERN_PUBLIC_URL, https://example.com/",
    "POSTERN_PUBLIC_URL, https://example.com?a=b",
    "POSTERN_PUBLIC_URL, https://example.com#top",
    "POSTERN_PUBLIC_URL, https://me@example.com",
    "POSTERN_PUBLIC_URL, https://",
    "POSTERN_PUBLIC_URL, https://exa mple.com",
    "POSTERN_DATABASE_URL, mysql://localhost/app",
    "POSTERN_DATABASE_URL, localhost",
    "POSTERN_PROVISION_URL, jdbc:postgresql://localhost/app",
    "POSTERN_MASTER_KEY, secret",
    "POSTERN_MASTER_KEY, c2VjcmV0",
    "POSTERN_ACCESS_TOKEN_LIFETIME, PT59S",
    "POSTERN_ACCESS_TOKEN_LIFETIME, -PT10M",
    "POSTERN_OPERATOR_SIGN_UP, closed",
    "POSTERN_LOG_LEVEL, loud",
    "POSTERN_TRUSTED_PROXIES, proxy.example.com",
    "POSTERN_TRUSTED_PROXIES, 10.0.0.0/33",
    "POSTERN_TRUSTED_PROXIES, 10.0.0/8/8",
    "POSTERN_TRUSTED_PROXIES, '10.0.0.1,'",
    "POSTERN_HASHING_MEMORY_KIB, 7",
    "POSTERN_HASHING_ITERATIONS, 0",
    "POSTERN_HASHING_QUEUE, -3",
    "POSTERN_PROJECT_ID, 1-2-3-4-5",
    "POSTERN_PROJECTS_FILE, /nowhere/projects.json"
  })
  void a_wrong_value_is_complained_of_and_not_quoted(String name, String value) {
    Map<String, String> environment = new HashMap<>();
    environment.put("POSTERN_MASTER_KEY", MASTER_KEY);
    environment.put(name, value);

    assertThat(complaints(Mode.DEV, environment))
        .singleElement()
        .satisfies(complaint ->
            assertThat(complaint.split(" Example: ", -1)[0])
                .startsWith(name + " ")
                .doesNotContain(value));
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://auth.example.com", "http://10.0.0.1:8101", "https://a.b/auth"})
  void a_public_url_may_have_a_port_and_a_path(String url) {
    assertThat(dev(Map.of("POSTERN_PUBLIC_URL", url)).network().publicUrl())
        .isEqualTo(URI.create(url));
  }

  @Test
  void production_needs_an_address_and_with_a_database_of_its_own_a_master_key() {
    assertThat(complaints(Mode.SERVE, Map.of("POSTERN_DATABASE_URL", "postgres://db/home")))
        .containsExactly(
            "POSTERN_PUBLIC_URL must be set in production. Example: https://auth.example.com",
            "POSTERN_MASTER_KEY must be set with a database of your own."
                + " Example: the output of: openssl rand -base64 32");
  }

  @Test
  void production_with_the_embedded_postgres_keeps_its_master_key_in_the_data_folder() {
    var config = Config.from(Mode.SERVE, Map.of("POSTERN_PUBLIC_URL", "https://auth.acme.test"));

    assertThat(config.storage().isEmbedded()).isTrue();
    assertThat(config.masterKey()).isEmpty();
  }

  @Test
  void production_refuses_short_and_sample_secrets() {
    var environment =
        Map.of(
            "POSTERN_PUBLIC_URL", "https://auth.acme.test",
            "POSTERN_MASTER_KEY", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
            "POSTERN_CONTROL_API_KEY", "changeme-changeme-changeme",
            "POSTERN_INTERNAL_ADMIN_KEY", "short",
            "POSTERN_INTERNAL_SECRET_SERVER_KEY", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa");

    assertThat(complaints(Mode.SERVE, environment))
        .map(complaint -> complaint.split(" Example: ", -1)[0])
        .containsExactly(
            "POSTERN_MASTER_KEY is a sample, known to everybody.",
            "POSTERN_CONTROL_API_KEY is a sample, known to everybody.",
            "POSTERN_INTERNAL_SECRET_SERVER_KEY is a sample, known to everybody.",
            "POSTERN_INTERNAL_ADMIN_KEY is too short for production (24 characters or more).");
  }

  @Test
  void production_refuses_cheap_hashing_and_dev_does_not() {
    var cheap = Map.of("POSTERN_HASHING_MEMORY_KIB", "64", "POSTERN_HASHING_ITERATIONS", "1");
    var reachable = new HashMap<>(cheap);
    reachable.put("POSTERN_PUBLIC_URL", "https://auth.acme.test");

    assertThat(dev(cheap).hashing()).isEqualTo(new Hashing(64, 1, 64));
    assertThat(complaints(Mode.SERVE, reachable))
        .singleElement()
        .asString()
        .startsWith("POSTERN_HASHING_MEMORY_KIB times POSTERN_HASHING_ITERATIONS is too little");
  }

  @Test
  void one_project_can_be_described() {
    var project =
        dev(Map.of(
                "POSTERN_PROJECT_ID",
                ID,
                "POSTERN_PROJECT_NAME",
                "Acme",
                "POSTERN_PROJECT_DATABASE_URL",
                "home",
                "POSTERN_PROJECT_ADMIN_KEY",
                KEY))
            .projects()
            .getFirst();

    assertThat(project.id()).isEqualTo(UUID.fromString(ID));
    assertThat(project.name()).isEqualTo("Acme");
    assertThat(project.attachment()).isEqualTo(new Attachment.ToHome());
    assertThat(project.keys().admin()).contains(new Secret(KEY));
    assertThat(project.keys().secretServer()).isEmpty();
  }

  @Test
  void a_project_is_attached_to_what_its_database_url_says() {
    var url = "postgres://app:pass@db/app?sslmode=require";

    assertThat(attachment(Map.of())).isEqualTo(new Attachment.Detached());
    assertThat(attachment(Map.of("POSTERN_PROJECT_DATABASE_URL", url)))
        .isEqualTo(new Attachment.ToDatabase(new Secret(url)));
    assertThat(complaints(Mode.DEV, Map.of("POSTERN_PROJECT_DATABASE_URL", "nowhere"))).hasSize(2);
  }

  @Test
  void a_project_without_an_id_is_complained_of() {
    assertThat(complaints(Mode.DEV, Map.of("POSTERN_PROJECT_NAME", "Acme")))
        .singleElement()
        .asString()
        .startsWith("POSTERN_PROJECT_ID must be set");
  }

  @Test
  void trusted_proxies_are_ranges_and_single_addresses() {
    var network =
        dev(Map.of("POSTERN_TRUSTED_PROXIES", "10.1.0.0/12, 192.0.2.7,fd00::/8")).network();

    assertThat(network.trusts(InetAddress.ofLiteral("10.15.255.255"))).isTrue();
    assertThat(network.trusts(InetAddress.ofLiteral("10.16.0.0"))).isFalse();
    assertThat(network.trusts(InetAddress.ofLiteral("192.0.2.7"))).isTrue();
    assertThat(network.trusts(InetAddress.ofLiteral("192.0.2.8"))).isFalse();
    assertThat(network.trusts(InetAddress.ofLiteral("fd12::1"))).isTrue();
    assertThat(network.trusts(InetAddress.ofLiteral("::ffff:10.1.2.3"))).isTrue();
    assertThat(network.trusts(InetAddress.ofLiteral("127.0.0.1"))).isFalse();
  }

  @Test
  void no_secret_is_printed() {
    var config =
        dev(
            Map.of(
                "POSTERN_DATABASE_URL", "postgres://app:" + KEY + "@db/app",
                "POSTERN_PROVISION_URL", "postgres://root:" + KEY + "@db/app",
                "POSTERN_MASTER_KEY", MASTER_KEY,
                "POSTERN_CONTROL_API_KEY", KEY,
                "POSTERN_INTERNAL_ADMIN_KEY", KEY,
                "POSTERN_PROJECT_ID", ID,
                "POSTERN_PROJECT_DATABASE_URL", "postgres://app:" + KEY + "@db/app",
                "POSTERN_PROJECT_SECRET_SERVER_KEY", KEY));

    assertThat(config.toString()).doesNotContain(KEY, MASTER_KEY);
    assertThat(config.masterKey().orElseThrow().value()).isEqualTo(MASTER_KEY);
  }

  private static Config dev(Map<String, String> environment) {
    return Config.from(Mode.DEV, environment);
  }

  private static Attachment attachment(Map<String, String> more) {
    var environment = new HashMap<>(more);
    environment.put("POSTERN_PROJECT_ID", ID);
    return dev(environment).projects().getFirst().attachment();
  }

  private static List<String> complaints(Mode mode, Map<String, String> environment) {
    try {
      Config.from(mode, environment);
      return List.of();
    } catch (ConfigurationProblem problem) {
      return problem.complaints();
    }
  }
}
