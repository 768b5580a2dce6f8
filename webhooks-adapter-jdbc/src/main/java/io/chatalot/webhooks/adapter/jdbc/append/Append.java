package io.chatalot.webhooks.adapter.jdbc.append;

import io.chatalot.webhooks.adapter.jdbc.database.Database;
import io.chatalot.webhooks.application.driven.Appended;
import io.chatalot.webhooks.application.driven.NewMessage;
import io.chatalot.webhooks.domain.ChannelId;
import io.chatalot.webhooks.domain.MessageDraft;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Stores a batch by the cheapest possible statement: all messages or, if it throws, none. */
public final class Append {
  private Append() {}

  /** Stores messages with different keys, and returns the answers in their order. */
  public static List<Appended> execute(Database database, List<NewMessage> batch) {
    boolean plain = batch.stream().allMatch(entry -> entry.once().isEmpty());
    if (plain) {
      Map<ChannelId, Instant> times =
          database.call(handle -> PlainAppendStatement.execute(handle, batch));
      if (!times.isEmpty()) {
        database.hasWritten();
        return batch.stream().map(NewMessage::message).map(draft -> stored(draft, times)).toList();
      }
    }
    return database.inTransaction(handle -> AppendStatement.execute(handle, batch));
  }

  private static Appended stored(MessageDraft draft, Map<ChannelId, Instant> times) {
    return Appended.stored(draft.storedAt(times.get(draft.channelId())));
  }
}
