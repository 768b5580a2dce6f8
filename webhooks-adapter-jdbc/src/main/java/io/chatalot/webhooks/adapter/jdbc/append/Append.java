package io.chatalot.webhooks.adapter.jdbc.append;

import io.chatalot.webhooks.adapter.jdbc.database.Database;
import io.chatalot.webhooks.application.driven.Appended;
import io.chatalot.webhooks.application.driven.NewMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Stores a batch by the cheapest possible statement: all messages or, if it throws, none. */
public final class Append {
  /** Stores the text in {@code webhooks.message}. */
  public static final Append OWN = new Append(TextStorage.OWN, FirstUses.OWN);

  private final PlainAppendStatement plain;
  private final AppendStatement keyed;

  public Append(TextStorage text, FirstUses firstUses) {
    plain = new PlainAppendStatement(text);
    keyed = new AppendStatement(text, firstUses);
  }

  /** Stores messages with different keys, and returns the answers in their order. */
  public List<Appended> execute(Database database, List<NewMessage> batch) {
    if (batch.stream().allMatch(entry -> entry.once().isEmpty())) {
      List<Instant> times = database.call(handle -> plain.execute(handle, batch));
      if (!times.isEmpty()) {
        database.hasWritten();
        return stored(batch, times);
      }
    }
    return database.inTransaction(handle -> keyed.execute(handle, batch));
  }

  /**
   * Runs a statement without messages: it fails in a read-only database, and waits while the tables
   * are locked.
   */
  public void check(Database database) {
    database.call(handle -> plain.execute(handle, List.of()));
  }

  private static List<Appended> stored(List<NewMessage> batch, List<Instant> times) {
    var answers = new ArrayList<Appended>(batch.size());
    for (int i = 0; i < batch.size(); i++) {
      answers.add(Appended.stored(batch.get(i).message().storedAt(times.get(i))));
    }
    return answers;
  }
}
