package io.chatalot.webhooks.adapter.http.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.adapter.http.read.stream.ClientOutput;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class AsyncWriterTest {
  private static final byte[] PIECE = "piece".getBytes(StandardCharsets.US_ASCII);

  private final ClientOutput client = new ClientOutput();
  private final AsyncWriter writer = new AsyncWriter(client, Runnable::run, () -> {}, () -> {});

  @Test
  void aClientIsLateOnlyWhileBytesWaitForIt() {
    client.take(false);
    writer.write(PIECE);
    long given = writer.takenAt();
    awaitNext(given);
    assertThat(writer.takenAt()).as("it takes nothing").isEqualTo(given);

    client.take(true);
    long now = System.nanoTime();

    assertThat(writer.takenAt() - now).as("it has taken all").isNotNegative();
  }

  @Test
  void aClientThatIsCutOffForBeingSlowIsCountedOnce() {
    client.take(false);
    writer.write(PIECE);
    writer.cutSlow();
    writer.cutSlow();
    writer.end();

    assertThat(client.isCut()).isTrue();
    assertThat(client.slow()).isEqualTo(1);
  }

  @Test
  void aClientThatIsGoneIsNotCounted() {
    client.take(false);
    writer.write(PIECE);
    writer.end();
    writer.cutSlow();

    assertThat(client.isCut()).isTrue();
    assertThat(client.slow()).isZero();
  }

  private static void awaitNext(long time) {
    while (System.nanoTime() == time) {
      Thread.onSpinWait();
    }
  }
}
