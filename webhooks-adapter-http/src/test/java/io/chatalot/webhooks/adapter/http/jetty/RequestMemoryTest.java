package io.chatalot.webhooks.adapter.http.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RequestMemoryTest {
  private final RequestMemory memory = new RequestMemory(100);
  private final List<String> cutOff = new ArrayList<>();

  @Test
  void theOldestMakesRoom() {
    RequestMemory.Part first = waiting("first");
    RequestMemory.Part second = waiting("second");
    assertThat(memory.admitHeaders(first, 40)).isTrue();
    assertThat(memory.admitHeaders(second, 40)).isTrue();
    assertThat(memory.admitBody(first, 10)).isTrue();
    assertThat(memory.admitHeaders(waiting("third"), 50)).isTrue();
    assertThat(cutOff).containsExactly("first");
    assertThat(memory.bytes()).isEqualTo(90);
    assertThat(memory.admitBody(first, 20)).as("it is over").isFalse();
    assertThat(memory.bytes()).isEqualTo(90);
  }

  /** If only its body were released, all other requests would be cut off, too. */
  @Test
  void aStalledRequestsHeadersAreReleasedToo() {
    RequestMemory.Part first = waiting("first");
    assertThat(memory.admitHeaders(first, 60)).isTrue();
    assertThat(memory.admitBody(first, 1)).isTrue();
    assertThat(memory.admitHeaders(waiting("second"), 30)).isTrue();
    assertThat(memory.admitHeaders(waiting("third"), 30)).isTrue();
    assertThat(cutOff).containsExactly("first");
  }

  @Test
  void aRequestThatDoesNotWaitForItsClientIsNotCutOff() {
    assertThat(memory.admitHeaders(part("busy", false), 80)).isTrue();
    assertThat(memory.admitHeaders(waiting("next"), 30)).isFalse();
    assertThat(cutOff).isEmpty();
    assertThat(memory.bytes()).isEqualTo(80);
  }

  @Test
  void aRequestIsCountedOnceAndReleasedOnce() {
    RequestMemory.Part part = waiting("part");
    memory.admitHeaders(part, 10);
    memory.admitBody(part, 10);
    memory.admitBody(part, 20);
    assertThat(memory.bytes()).isEqualTo(30);
    memory.releaseBody(part);
    assertThat(memory.bytes()).isEqualTo(10);
    memory.release(part);
    memory.release(part);
    assertThat(memory.bytes()).isZero();
  }

  private RequestMemory.Part waiting(String name) {
    return part(name, true);
  }

  private RequestMemory.Part part(String name, boolean waits) {
    return new RequestMemory.Part(() -> waits, () -> cutOff.add(name));
  }
}
