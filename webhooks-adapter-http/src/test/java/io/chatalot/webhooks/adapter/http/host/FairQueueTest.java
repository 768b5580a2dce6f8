package io.chatalot.webhooks.adapter.http.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FairQueueTest {
  private final FairQueue<String> queue = new FairQueue<>(6);

  @Test
  void groupsTakeTurnsAndInEachItsMembers() {
    offer("evil", "a", "a1");
    offer("evil", "a", "a2");
    offer("evil", "b", "b1");
    offer("good", "c", "c1");
    offer("evil", "b", "b2");
    offer("good", "d", "d1");

    assertThat(rest()).containsExactly("a1", "c1", "b1", "d1", "a2", "b2");
    assertThat(queue.poll()).isEmpty();
  }

  @Test
  void aNewcomerTakesTheLatestPlaceOfTheGroupThatHasTheMost() {
    for (String place : List.of("1", "2", "3", "4", "5", "6")) {
      offer("evil", "a", place);
    }
    assertThat(queue.offer("good", "b", "b1")).contains("6");
    assertThat(queue.offer("good", "b", "b2")).contains("5");
    assertThat(queue.offer("good", "b", "b3")).contains("4");
    assertThat(queue.offer("good", "b", "b4")).contains("b4");
    assertThat(queue.size()).isEqualTo(6);
    assertThat(rest()).containsExactly("1", "b1", "2", "b2", "3", "b3");
  }

  @Test
  void inAFullGroupTheMemberThatHasTheMostMakesRoom() {
    for (String place : List.of("1", "2", "3", "4", "5", "6")) {
      offer("net", "a", place);
    }
    assertThat(queue.offer("net", "b", "b1")).contains("6");
    assertThat(queue.offer("net", "a", "7")).contains("7");
    assertThat(rest()).containsExactly("1", "b1", "2", "3", "4", "5");
  }

  @Test
  void whereAllHaveOneNobodyLosesIt() {
    for (int i = 0; i < 6; i++) {
      offer("group" + i, "a", "place" + i);
    }
    assertThat(queue.offer("another", "a", "late")).contains("late");
    assertThat(queue.offer("group3", "a", "second")).contains("second");
    assertThat(queue.poll()).contains("place0");
    assertThat(queue.offer("another", "a", "late")).isEmpty();
  }

  private void offer(String group, String member, String element) {
    assertThat(queue.offer(group, member, element)).isEmpty();
  }

  private List<String> rest() {
    var rest = new ArrayList<String>();
    while (queue.size() > 0) {
      rest.add(queue.poll().orElseThrow());
    }
    return rest;
  }
}
