package io.chatalot.webhooks.server.settings;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.joran.spi.JoranException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;

class LogFormatTest {
  @Test
  void jsonIsOneObjectALineWithAllThatIsKnown() throws Exception {
    String written = write("json");
    assertThat(written).endsWith("}" + System.lineSeparator());
    assertThat(written.strip()).doesNotContain("\n");
    JsonNode line = new ObjectMapper().readTree(written);
    assertThat(line.path("level").asText()).isEqualTo("WARN");
    assertThat(line.path("formattedMessage").asText()).isEqualTo("Two lines\nof it");
    assertThat(line.at("/kvpList/0/status").asText()).isEqualTo("200");
    assertThat(line.at("/throwable/message").asText()).isEqualTo("broken");
    assertThat(line.path("timestamp").asLong()).isPositive();
  }

  @Test
  void textIsTheDefault() throws Exception {
    assertThat(write("text")).contains("WARN", "Two lines | of it").doesNotStartWith("{");
    assertThat(LogFormat.of(Map.of())).isEqualTo(LogFormat.TEXT);
    assertThat(LogFormat.of(Map.of(LogFormat.SETTING, " json "))).isEqualTo(LogFormat.JSON);
    assertThat(LogFormat.of(Map.of(LogFormat.SETTING, "xml"))).isEqualTo(LogFormat.TEXT);
  }

  /** As the one appender of the configuration writes it that is in use. */
  private static String write(String format) throws JoranException {
    var context = new LoggerContext();
    context.putProperty("webhooks.log.format", format);
    var configurator = new JoranConfigurator();
    configurator.setContext(context);
    configurator.doConfigure(LogFormatTest.class.getResource("/logback.xml"));
    var root = context.getLogger("ROOT");
    List<ConsoleAppender<ILoggingEvent>> appenders = new ArrayList<>();
    root.iteratorForAppenders()
        .forEachRemaining(appender -> appenders.add((ConsoleAppender<ILoggingEvent>) appender));
    assertThat(appenders).hasSize(1);
    var event =
        new LoggingEvent(
            "test",
            root,
            ch.qos.logback.classic.Level.WARN,
            "Two {}",
            new IllegalStateException("broken"),
            new Object[] {"lines\nof it"});
    event.addKeyValuePair(new KeyValuePair("status", 200));
    try {
      return new String(appenders.get(0).getEncoder().encode(event), StandardCharsets.UTF_8);
    } finally {
      context.stop();
    }
  }
}
