package io.chatalot.webhooks.page;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class MissingBrowserIT {
  @Test
  void whereTheBrowserIsMissingTheTestsSayHowToInstallIt() {
    assertThatThrownBy(() -> Chromium.start(Path.of("/usr/bin/no-such-browser"), Chromium.DRIVER))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("no /usr/bin/no-such-browser")
        .hasMessageContaining("apt-get install chromium chromium-driver");
    assertThatThrownBy(() -> Chromium.start(Path.of("/bin/sh"), Path.of("/usr/bin/no-such-driver")))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("apt-get install chromium chromium-driver");
  }
}
