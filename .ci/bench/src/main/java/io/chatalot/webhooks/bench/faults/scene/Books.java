package io.chatalot.webhooks.bench.faults.scene;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Calls compared with stored messages.
 *
 * @param calls number of calls
 * @param messages number of stored messages
 * @param lost calls that were answered with 200 and have no message
 * @param doubled calls with more than one message
 * @param unconfirmed messages whose calls were not answered with 200: no fault, since only a key
 *     can tell
 * @param unknown messages without a call
 * @param open calls with a key that were never answered with 200
 */
public record Books(
    int calls, long messages, int lost, int doubled, int unconfirmed, int unknown, int open) {

  /**
   * Compares.
   *
   * @param stored the number of messages of each content
   */
  public static Books of(Ledger ledger, Map<String, Long> stored) {
    int lost = 0;
    int doubled = 0;
    int unconfirmed = 0;
    int open = 0;
    Set<Call> calls = ledger.calls();
    for (Call call : calls) {
      long times = stored.getOrDefault(call.content(), 0L);
      boolean confirmed = ledger.isConfirmed(call);
      lost += confirmed && times == 0 ? 1 : 0;
      doubled += times > 1 ? 1 : 0;
      unconfirmed += !confirmed && times > 0 ? 1 : 0;
      open += call.keyed() && !confirmed ? 1 : 0;
    }
    Set<String> called = calls.stream().map(Call::content).collect(Collectors.toSet());
    int unknown = (int) stored.keySet().stream().filter(text -> !called.contains(text)).count();
    long messages = stored.values().stream().mapToLong(Long::longValue).sum();
    return new Books(calls.size(), messages, lost, doubled, unconfirmed, unknown, open);
  }

  /** The reasons that the books do not balance; empty if they balance. */
  public List<String> faults() {
    var faults = new ArrayList<String>();
    if (calls == 0 || messages == 0) {
      faults.add("nothing was called or nothing is stored, so nothing was tried");
    }
    addIfAny(faults, lost, "calls were answered with 200 and are lost");
    addIfAny(faults, doubled, "calls were stored more than once");
    addIfAny(faults, unknown, "messages were not called for");
    addIfAny(faults, open, "calls with a key were never served");
    return faults;
  }

  private static void addIfAny(List<String> faults, int count, String what) {
    if (count > 0) {
      faults.add(count + " " + what);
    }
  }
}
