package io.chatalot.webhooks.bench.faults.scene;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BooksTest {
  private static final Call PLAIN = new Call("plain", false);
  private static final Call KEYED = new Call("keyed", true);

  private final Ledger ledger = new Ledger();

  private void answered(Call call, int status) {
    ledger.begin(call);
    ledger.answered(call, status, true, 1);
  }

  private void cutOff(Call call) {
    ledger.begin(call);
    ledger.cutOff();
  }

  private List<String> faults(Map<String, Long> stored) {
    return Books.of(ledger, stored).faults();
  }

  @Test
  void eachAnswerOf200IsOneMessage() {
    answered(PLAIN, 200);
    answered(KEYED, 200);
    assertThat(faults(Map.of("plain", 1L, "keyed", 1L))).isEmpty();
    assertThat(faults(Map.of("keyed", 1L)))
        .containsExactly("1 calls were answered with 200 and are lost");
    assertThat(faults(Map.of("plain", 2L, "keyed", 1L)))
        .containsExactly("1 calls were stored more than once");
  }

  @Test
  void aPlainCallThatWasNotAnsweredMayBeThereOrNot() {
    answered(KEYED, 200);
    cutOff(PLAIN);
    assertThat(faults(Map.of("keyed", 1L))).isEmpty();
    assertThat(faults(Map.of("keyed", 1L, "plain", 1L))).isEmpty();
    assertThat(Books.of(ledger, Map.of("keyed", 1L, "plain", 1L)).unconfirmed()).isEqualTo(1);
  }

  @Test
  void aCallWithAKeyIsServedInTheEndAndThenThereOnce() {
    answered(PLAIN, 200);
    cutOff(KEYED);
    assertThat(faults(Map.of("plain", 1L))).containsExactly("1 calls with a key were never served");
    answered(KEYED, 200);
    assertThat(faults(Map.of("plain", 1L, "keyed", 1L))).isEmpty();
    assertThat(faults(Map.of("plain", 1L, "keyed", 2L)))
        .containsExactly("1 calls were stored more than once");
  }

  @Test
  void nothingIsThereThatNobodyCalledFor() {
    answered(PLAIN, 200);
    assertThat(faults(Map.of("plain", 1L, "other", 1L)))
        .containsExactly("1 messages were not called for");
  }

  @Test
  void aRunInWhichNothingHappensProvesNothing() {
    assertThat(faults(Map.of()))
        .containsExactly("nothing was called or nothing is stored, so nothing was tried");
  }

  @Test
  void anAnswerThatNoFaultExcusesIsNoted() {
    answered(PLAIN, 503);
    assertThat(ledger.surprises()).isEmpty();
    answered(PLAIN, 500);
    ledger.answered(PLAIN, 503, false, 1);
    assertThat(ledger.surprises())
        .containsExactlyInAnyOrder("an answer was 500", "a 503 had no Retry-After");
  }

  @Test
  void theSheetTellsWhetherAllBalances() {
    var sheet = new BalanceSheet();
    answered(PLAIN, 200);
    answered(KEYED, 503);
    answered(KEYED, 200);
    var good = Books.of(ledger, Map.of("plain", 1L, "keyed", 1L));
    sheet.add("good", ledger, good, "0.10 s", List.of());
    assertThat(sheet.balances()).isTrue();
    sheet.add("bad", ledger, Books.of(ledger, Map.of("plain", 1L)), "", List.of("it ended"));
    assertThat(sheet.balances()).isFalse();
    sheet.fail("broken", "no | bars\nand lines");
    assertThat(sheet.markdown().lines().skip(2))
        .containsExactly(
            "| good | 2 | 200: 2; 503: 1 | 2 | 0 | 0 | 0 | 0.10 s | balances |",
            "| bad | 2 | 200: 2; 503: 1 | 1 | 0 | 1 | 0 |  | **1 calls were answered with 200 and"
                + " are lost; it ended** |",
            "| broken | | | | | | | | **failed: no bars and lines** |");
  }

  @Test
  void whatCouldNotBeTriedDoesNotBalance() {
    var sheet = new BalanceSheet();
    sheet.fail("disk", "only root may");
    assertThat(sheet.balances()).isFalse();
  }
}
