package io.chatalot.webhooks.adapter.http.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class AccessLineTest {
  private static final Duration TOOK = Duration.ofNanos(1_260_000);

  @Test
  void aLineNamesTheRequestAndItsClient() {
    assertThat(new AccessLine("POST", "/api/webhooks/execute/{token}", 200, TOOK, "192.0.2.7"))
        .hasToString("POST /api/webhooks/execute/{token} 200 in 1.3 ms from 192.0.2.7");
  }

  @Test
  void anUnknownMethodIsOneWord() {
    for (String method :
        new String[] {"BREW", "get", "", "TRACE", "x".repeat(16_000), "a\nb", "é"}) {
      assertThat(line(method, "none", "192.0.2.7").method()).isEqualTo("OTHER");
    }
  }

  @Test
  void everyFieldIsShortAndWithoutLineBreaks() {
    String odd = "\r\n\t \u0000\u001b[31m\u007f\u0085\u2028\ud83d\ude80 é" + "x y".repeat(16_000);

    String line = line("PUT", odd, odd).toString();

    assertThat(line).matches("PUT [!-~]+ 200 in 1[.]3 ms from [!-~]+");
    assertThat(line.length()).isLessThan(2 * AccessLine.MAX_LENGTH + 40);
    assertThat(line("PUT", "", null)).hasToString("PUT - 200 in 1.3 ms from -");
  }

  @Test
  void nothingAsLongAsATokenIsShown() {
    String token = "Aa1".repeat(22).substring(0, 64);

    assertThat(line("GET", "/x/" + token, token + "." + token).toString())
        .isEqualTo("GET /x/*** 200 in 1.3 ms from ***.***");
    assertThat(line("GET", "/x", "2001:0db8:1111:2222:3333:4444:5555:6666%eth0").client())
        .isEqualTo("2001:0db8:1111:2222:3333:4444:5555:6666%eth0");
  }

  private static AccessLine line(String method, String route, String client) {
    return new AccessLine(method, route, 200, TOOK, client);
  }
}
