package dev.postern.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.config.Config;
import dev.postern.config.Mode;
import dev.postern.http.Exchange;
import dev.postern.http.RequestHeaders;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Where a person is, by what proxies say.
class EndUsersTest {
  private static final String PROXY = "10.0.0.1";
  private final EndUsers endUsers =
      new EndUsers(
          Config.from(Mode.DEV, Map.of("POSTERN_TRUSTED_PROXIES", "10.0.0.0/8")).network());

  @Test
  void of_a_chain_the_last_address_counts_that_no_proxy_has() {
    var chain = Map.of("x-forwarded-for", "192.0.2.66, 198.51.100.7, 10.0.0.2");

    assertThat(address(PROXY, chain)).contains("198.51.100.7");
  }

  @Test
  void a_client_that_tells_another_address_is_not_believed() {
    var told = Map.of("x-real-ip", "192.0.2.66", "x-forwarded-for", "198.51.100.7");

    assertThat(address(PROXY, told)).contains("198.51.100.7");
    assertThat(address("198.51.100.7", told)).contains("198.51.100.7");
  }

  @Test
  void a_proxy_that_sends_no_chain_tells_one_address() {
    assertThat(address(PROXY, Map.of("x-real-ip", " 198.51.100.7 "))).contains("198.51.100.7");
    assertThat(address(PROXY, Map.of("x-real-ip", "nonsense"))).isEmpty();
    assertThat(address(PROXY, Map.of())).isEmpty();
  }

  private Optional<String> address(String peer, Map<String, String> headers) {
    var all = new HashMap<>(headers);
    all.put("user-agent", "Mozilla/5.0");
    var exchange =
        new Exchange(
            "id",
            "GET",
            "/",
            "",
            new RequestHeaders(name -> Optional.ofNullable(all.get(name))),
            new byte[0],
            InetAddress.ofLiteral(peer));
    return endUsers.of(exchange).place().map(EndUser.Place::ip);
  }
}
