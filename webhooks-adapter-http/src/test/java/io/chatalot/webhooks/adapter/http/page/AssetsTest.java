package io.chatalot.webhooks.adapter.http.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AssetsTest {
  private static final int MANY = 16;

  private final List<Thread> askers = new ArrayList<>();
  private final AtomicInteger opened = new AtomicInteger();
  private final List<String> answers = new CopyOnWriteArrayList<>();

  /** Five hundred concurrent first requests for the largest file once filled the heap. */
  @Test
  void aFileThatManyAreTheFirstToAskForIsLoadedOnce() throws Exception {
    var assets = new Assets(this::openWhenAllHaveAsked, List.of());
    for (int i = 0; i < MANY; i++) {
      askers.add(new Thread(() -> answers.add(assets.text("file.js"))));
    }
    askers.forEach(Thread::start);
    for (Thread asker : askers) {
      asker.join();
    }
    assertThat(answers).hasSize(MANY).containsOnly("text");
    assertThat(opened).hasValue(1);
  }

  private InputStream openWhenAllHaveAsked(String file) {
    opened.incrementAndGet();
    while (opened.get() + waiting() < MANY) {
      Thread.onSpinWait();
    }
    return new ByteArrayInputStream("text".getBytes(StandardCharsets.UTF_8));
  }

  private long waiting() {
    return askers.stream().filter(asker -> asker.getState() == Thread.State.BLOCKED).count();
  }
}
