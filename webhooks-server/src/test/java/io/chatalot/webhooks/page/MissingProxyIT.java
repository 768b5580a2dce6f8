package io.chatalot.webhooks.page;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MissingProxyIT {
  @Test
  void whereTheProxyIsMissingTheTestsSayHowToInstallIt() {
    assertThatThrownBy(() -> Nginx.start(Path.of("/usr/sbin/no-such-nginx"), Map.of(), "", 1))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("no /usr/sbin/no-such-nginx")
        .hasMessageContaining("apt-get install nginx-light");
  }
}
