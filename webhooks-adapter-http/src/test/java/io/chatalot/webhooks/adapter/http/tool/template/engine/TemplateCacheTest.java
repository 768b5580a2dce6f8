package io.chatalot.webhooks.adapter.http.tool.template.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chatalot.webhooks.adapter.http.tool.template.engine.value.Fault;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TemplateCacheTest {
  private static final String TEMPLATE = "{{ a }}";

  @Test
  void aTemplateIsReadOnce() {
    var cache = new TemplateCache(10_000);

    assertThat(cache.get(TEMPLATE)).isSameAs(cache.get(new String(TEMPLATE)));
  }

  @Test
  void theSizeOfAllIsBoundedAndTheLongestUnusedGoes() {
    var cache = new TemplateCache(10_000);
    Compiled first = cache.get(TEMPLATE);
    for (int i = 0; i < 1_000; i++) {
      cache.get("{{ a }} " + i);
      assertThat(cache.get(TEMPLATE)).isSameAs(first);
      assertThat(cache.size()).isBetween(1, 10_000);
    }
    for (int i = 0; i < 1_000; i++) {
      cache.get("{{ b }} " + i);
    }
    assertThat(cache.get(TEMPLATE)).isNotSameAs(first);
  }

  @Test
  void aTemplateThatIsLargerThanAllIsNotKept() {
    var cache = new TemplateCache(10);

    assertThat(cache.get(TEMPLATE)).isNotSameAs(cache.get(TEMPLATE));
    assertThat(cache.size()).isZero();
  }

  @Test
  void manyThreadsGetTheSameTemplates() throws InterruptedException {
    var cache = new TemplateCache(2_000);
    var failed = new ConcurrentLinkedQueue<Throwable>();
    List<Thread> threads =
        IntStream.range(0, 4).mapToObj(i -> new Thread(() -> useAll(cache))).toList();
    threads.forEach(thread -> thread.setUncaughtExceptionHandler((of, fault) -> failed.add(fault)));
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(failed).isEmpty();
    assertThat(cache.size()).isBetween(1, 2_000);
  }

  private static void useAll(TemplateCache cache) {
    for (int i = 0; i < 20_000; i++) {
      assertThat(cache.get("{{ a }} " + i % 100).size()).isPositive();
    }
  }

  @Test
  void aFaultIsNotKept() {
    var cache = new TemplateCache(10_000);

    assertThatThrownBy(() -> cache.get("{{")).isInstanceOf(Fault.class);
    assertThat(cache.size()).isZero();
  }
}
