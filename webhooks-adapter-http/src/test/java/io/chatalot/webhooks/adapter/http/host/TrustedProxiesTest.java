package io.chatalot.webhooks.adapter.http.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chatalot.webhooks.adapter.http.client.ClientAddress;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {
  private final TrustedProxies proxies =
      TrustedProxies.parse("127.0.0.1, 10.0.0.0/8 ,192.168.4.0/23,fd00::/8,2001:db8::1");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "203.0.113.9   | 198.51.100.1               | 203.0.113.9",
        "203.0.113.9   | -                          | 203.0.113.9",
        "10.1.2.3      | -                          | 10.1.2.3",
        "10.1.2.3      | 198.51.100.1               | 198.51.100.1",
        "10.1.2.3      | 6.6.6.6,198.51.100.1       | 198.51.100.1",
        "10.1.2.3      | 198.51.100.1,10.9.9.9      | 198.51.100.1",
        "10.1.2.3      | 6.6.6.6,8.8.8.8,10.9.9.9   | 8.8.8.8",
        "10.1.2.3      | 10.0.0.1,10.9.9.9          | 10.0.0.1",
        "10.1.2.3      | 198.51.100.1:4711          | 198.51.100.1",
        "10.1.2.3      | [2001:db8::2]:443          | 2001:db8:0:0:0:0:0:2",
        "10.1.2.3      | ::ffff:198.51.100.1        | 198.51.100.1",
        "fd00::7       | 2001:DB8::2                | 2001:db8:0:0:0:0:0:2",
        "2001:db8::1   | 198.51.100.1               | 198.51.100.1",
        "2001:db8::2   | 198.51.100.1               | 2001:db8:0:0:0:0:0:2",
        "192.168.5.255 | 198.51.100.1               | 198.51.100.1",
        "192.168.6.0   | 198.51.100.1               | 192.168.6.0",
        "192.168.3.255 | 198.51.100.1               | 192.168.3.255",
        "10.1.2.3      | unknown                    | 10.1.2.3",
        "10.1.2.3      | 6.6.6.6,unknown            | 10.1.2.3",
        "10.1.2.3      | 6.6.6.6,_hidden,10.9.9.9   | 10.9.9.9",
        "10.1.2.3      | ,                          | 10.1.2.3",
        "10.1.2.3      | 256.1.1.1                  | 10.1.2.3",
        "10.1.2.3      | 1.2.3                      | 10.1.2.3",
        "10.1.2.3      | 010.0.0.1                  | 10.1.2.3",
        "10.1.2.3      | :::                        | 10.1.2.3",
        "10.1.2.3      | [::1                       | 10.1.2.3",
        "10.1.2.3      | fe80::1%eth0               | 10.1.2.3",
        "10.1.2.3      | dead.beef                  | 10.1.2.3",
        "10.1.2.3      | [cafe]                     | 10.1.2.3",
        "10.1.2.3      | localhost                  | 10.1.2.3",
        "10.1.2.3      | 1.2.3.4;drop               | 10.1.2.3"
      })
  void theClientIsTheNearestUntrustedAddress(String peer, String seen, String client)
      throws Exception {
    List<String> forwarded = seen == null ? List.of() : Arrays.asList(seen.split(",", -1));
    assertThat(proxies.client(InetAddress.getByName(peer), forwarded).getHostAddress())
        .isEqualTo(client);
  }

  @Test
  void noProxyIsTrustedUnlessNamed() throws Exception {
    InetAddress peer = InetAddress.getLoopbackAddress();
    assertThat(TrustedProxies.NONE.client(peer, List.of("198.51.100.1"))).isEqualTo(peer);
    assertThat(TrustedProxies.NONE.isEmpty()).isTrue();
    assertThat(proxies.isEmpty()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0/0", "::/0"})
  void aBlockOfNoBitsIsEveryAddressOfItsKind(String block) {
    TrustedProxies all = TrustedProxies.parse(block);
    assertThat(all.contains(InetAddress.getLoopbackAddress())).isEqualTo(block.contains("."));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "10.0.0.0/33",
        "::1/129",
        "10.0.0.0/",
        "10.0.0.0/-1",
        "10.0.0.0/8/8",
        "10.0.0.1,",
        "10.0.0.1:80",
        "[::1]",
        "10.0.0",
        "*"
      })
  void aTextThatIsNotABlockIsRefused(String list) {
    assertThatThrownBy(() -> TrustedProxies.parse(list))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("must be addresses or CIDR blocks");
  }

  @ParameterizedTest
  @CsvSource({
    "198.51.100.1, 198.51.100.1",
    "2001:db8:1:2:3:4:5:6, 2001:db8:1:2:0:0:0:0/64",
    "[2001:db8:1:2::9], 2001:db8:1:2:0:0:0:0/64",
    "::ffff:198.51.100.1, ::ffff:198.51.100.1"
  })
  void aNetworkOfIpv6IsLimitedAsOneClient(String address, String limited) {
    assertThat(ClientAddress.limited(address)).isEqualTo(limited);
  }
}
