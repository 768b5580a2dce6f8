package io.chatalot.webhooks.server.operation;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import io.chatalot.webhooks.application.background.Background;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Memory that runs out in the background; here the end of the process is only noted. */
class BackgroundFailuresTest {
  private final List<Integer> ended = new ArrayList<>();
  private final FatalErrors errors = new FatalErrors(ended::add);
  private final LoggerContext log = (LoggerContext) LoggerFactory.getILoggerFactory();

  @BeforeEach
  void watch() {
    log.addTurboFilter(errors);
  }

  @AfterEach
  void stop() {
    log.getTurboFilterList().remove(errors);
  }

  @Test
  void memoryThatRunsOutBetweenTwoLinesOfTheLogEndsTheProcess() {
    List<String> lines = new ArrayList<>();
    try (Metrics metrics = new Metrics()) {
      var background =
          new Background(
              new BackgroundFailures(metrics.background()),
              (task, failure) -> lines.add(task),
              () -> 0);

      background.failed("tidying", new StackOverflowError("as asked"));
      assertThat(ended).isEmpty();
      background.failed("tidying", new OutOfMemoryError("as asked"));

      assertThat(lines).containsExactly("tidying");
      assertThat(ended).isNotEmpty().containsOnly(70);
      assertThat(metrics.scrape())
          .contains("webhook_background_failures_total{task=\"tidying\"} 2.0");
    }
  }
}
