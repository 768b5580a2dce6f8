package io.chatalot.webhooks.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OnThePage.class)
class FirstLoadIT {
  private static final String TRANSFERRED =
      """
      return [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
        .reduce((sum, { transferSize }) => sum + transferSize, 0);
      """;

  @Test
  void theFirstLoadIsUnder150KilobytesOverTheWire(Site site, Visitor visitor) {
    visitor.browser().driver().executeCdpCommand("Network.clearBrowserCache", Map.of());
    visitor.visits();
    visitor.signsIn("owner", Site.PASSWORD);
    visitor.browser().find(".messages");
    assertThat((Long) visitor.browser().ask(TRANSFERRED)).isBetween(20_000L, 150_000L);
  }
}
