package io.chatalot.webhooks.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import org.junit.jupiter.api.Test;

class LoggingTest {
  @Test
  void loggersThatQuoteRequestsAreQuietAtEveryLevel() throws Exception {
    var shipped = new LoggerContext();
    shipped.putProperty("webhooks.log.level", "TRACE");
    var configurator = new JoranConfigurator();
    configurator.setContext(shipped);
    configurator.doConfigure(LoggingTest.class.getResource("/logback.xml"));
    try {
      assertThat(shipped.getLogger("io.chatalot.webhooks.server").isTraceEnabled()).isTrue();
      assertThat(shipped.getLogger("org.eclipse.jetty.server.Request").isWarnEnabled()).isFalse();
      assertThat(shipped.getLogger("io.javalin.Javalin").isInfoEnabled()).isFalse();
    } finally {
      shipped.stop();
    }
  }
}
