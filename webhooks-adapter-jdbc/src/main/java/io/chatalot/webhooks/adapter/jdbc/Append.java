package io.chatalot.webhooks.adapter.jdbc;

import io.chatalot.webhooks.application.driven.Appended;
import io.chatalot.webhooks.application.driven.Appended.Outcome;
import io.chatalot.webhooks.application.driven.NewMessage;
import java.util.List;

/** Stores a batch by the cheapest statement that can, all of it or, if it throws, nothing. */
final class Append {
  private Append() {}

  /** The answers, in the order of the batch, in which no two have the same key. */
  static List<Appended> execute(Database database, List<NewMessage> batch) {
    boolean plain = batch.stream().allMatch(entry -> entry.once().isEmpty());
    if (plain && database.call(handle -> PlainAppendStatement.execute(handle, batch))) {
      database.hasWritten();
      return batch.stream().map(entry -> new Appended(Outcome.STORED, entry.message())).toList();
    }
    return database.inTransaction(handle -> AppendStatement.execute(handle, batch));
  }
}
