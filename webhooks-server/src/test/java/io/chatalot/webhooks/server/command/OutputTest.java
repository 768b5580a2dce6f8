package io.chatalot.webhooks.server.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chatalot.webhooks.server.settings.ServerException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class OutputTest {
  @Test
  void aLineThatIsTakenIsDelivered() {
    var taken = new StringWriter();

    Output.deliver(new PrintWriter(taken), "secret");

    assertThat(taken.toString()).isEqualTo("secret" + System.lineSeparator());
  }

  @Test
  void aLineThatIsRefusedIsAFailureThatDoesNotRepeatIt() {
    var refusing =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("No space left on device");
          }
        };

    assertThatThrownBy(
            () ->
                Output.deliver(new PrintWriter(refusing, false, StandardCharsets.UTF_8), "secret"))
        .isInstanceOf(ServerException.class)
        .hasMessageStartingWith("Nothing was changed")
        .hasMessageNotContaining("secret");
  }

  @Test
  @Timeout(60)
  void aLineThatNobodyReadsIsGivenUp() {
    var over = new CountDownLatch(1);
    var stuck =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            try {
              over.await();
            } catch (InterruptedException e) {
              throw new IOException(e);
            }
          }
        };

    assertThatThrownBy(
            () ->
                Output.deliver(
                    new PrintWriter(stuck, false, StandardCharsets.UTF_8),
                    "secret",
                    Duration.ofMillis(50)))
        .isInstanceOf(ServerException.class)
        .hasMessageEndingWith("nobody reads it");
    over.countDown();
  }

  @Test
  void anInterruptEndsTheWaitAndIsKept() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> Output.deliver(new PrintWriter(new StringWriter()), "secret"))
        .isInstanceOf(ServerException.class);
    assertThat(Thread.interrupted()).isTrue();
  }
}
