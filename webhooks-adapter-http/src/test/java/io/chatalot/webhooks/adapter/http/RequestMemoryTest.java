package io.chatalot.webhooks.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RequestMemoryTest {
  private final RequestMemory memory = new RequestMemory(100);
  private final List<String> cutOff = new ArrayList<>();

  @Test
  void theSlowestToComeMakesRoom() {
    RequestMemory.Part first = part("first");
    RequestMemory.Part second = part("second");
    assertThat(memory.admit(first, 40, false)).isTrue();
    assertThat(memory.admit(second, 40, false)).isTrue();
    assertThat(memory.admit(first, 50, false)).isTrue();
    assertThat(memory.admit(part("third"), 50, false)).isTrue();
    assertThat(cutOff).containsExactly("first");
    assertThat(memory.bytes()).isEqualTo(90);
  }

  @Test
  void aPartThatIsWholeIsNotCutOff() {
    assertThat(memory.admit(part("whole"), 80, true)).isTrue();
    assertThat(memory.admit(part("next"), 30, true)).isFalse();
    assertThat(cutOff).isEmpty();
    assertThat(memory.bytes()).isEqualTo(80);
  }

  @Test
  void aPartIsCountedOnceAndReleasedOnce() {
    RequestMemory.Part part = part("part");
    memory.admit(part, 10, false);
    memory.admit(part, 20, true);
    assertThat(memory.bytes()).isEqualTo(20);
    memory.release(part);
    memory.release(part);
    assertThat(memory.bytes()).isZero();
  }

  private RequestMemory.Part part(String name) {
    return new RequestMemory.Part(() -> cutOff.add(name));
  }
}
