package io.chatalot.webhooks.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Splitting the messages of a server that has some. */
class PartitionsIT {
  private static final String SETTING = "WEBHOOKS_MESSAGE_PARTITIONS";

  @TempDir Path folder;

  @Test
  void messagesAreSplitAtAStartAndOnceSplitAnotherNumberIsRefusedInOneLine() throws Exception {
    String messages;
    try (ServerProcess whole = ServerProcess.start(folder, Map.of())) {
      assertThat(whole.post(whole.createWebhook(), "{\"content\":\"before\"}").statusCode())
          .isEqualTo(200);
      messages = "/api/channels/" + whole.channel() + "/messages";
      assertThat(whole.terminate()).isZero();
    }
    try (ServerProcess split = ServerProcess.start(folder, Map.of(SETTING, "4"))) {
      assertThat(split.post(split.createWebhook(), "{\"content\":\"after\"}").statusCode())
          .isEqualTo(200);
      assertThat(split.get(messages).body()).contains("before", "after");
      assertThat(split.terminate()).isZero();
    }
    try (ServerProcess refused = ServerProcess.launch(folder, Map.of(SETTING, "8"))) {
      assertThat(refused.exit()).isEqualTo(78);
      assertThat(refused.err().lines().filter(line -> !line.startsWith("INFO")))
          .containsExactly(
              "WEBHOOKS_MESSAGE_PARTITIONS is 8, but the messages of this database are split into"
                  + " 4 partitions, for good");
    }
  }
}
