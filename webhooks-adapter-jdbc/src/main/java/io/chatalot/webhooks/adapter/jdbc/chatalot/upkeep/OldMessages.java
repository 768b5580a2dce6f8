package io.chatalot.webhooks.adapter.jdbc.chatalot.upkeep;

import io.chatalot.webhooks.adapter.jdbc.chatalot.HostPlaintext;
import io.chatalot.webhooks.adapter.jdbc.database.Database;
import io.chatalot.webhooks.adapter.jdbc.row.Columns;
import io.chatalot.webhooks.domain.Reason;
import io.chatalot.webhooks.domain.WebhookException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Shows the messages of webhooks that Chatalot's own server stored. For one use. */
final class OldMessages {
  /** The most messages of a transaction. */
  private static final int BATCH = 1_000;

  /** The most rows of Chatalot's that a statement reads, so that it ends soon. */
  private static final int READ = 10_000;

  /** The most messages without a text that have a line of their own. */
  private static final int NAMED = 20;

  private final Database database;
  private final List<String> lines = new ArrayList<>();
  private long shown;
  private long leftOut;

  OldMessages(Database database) {
    this.database = database;
  }

  /** Returns the lines for the operator. */
  List<String> show() {
    Optional<UUID> after = Optional.of(new UUID(0, 0));
    while (after.isPresent()) {
      UUID from = after.get();
      List<Old> read = database.call(handle -> read(handle, from));
      show(read);
      after = next(read);
      requireTime();
    }
    if (leftOut > NAMED) {
      lines.add("Further old messages without a text: " + (leftOut - NAMED));
    }
    lines.add("Old messages that Chatalot shows now: " + shown);
    return lines;
  }

  private static void requireTime() {
    if (Thread.currentThread().isInterrupted()) {
      throw new WebhookException(
          Reason.UNAVAILABLE, "The server ends before all old messages got their text");
    }
  }

  /**
   * Reads messages of webhooks among the next rows, by id. Its first row is always there unless no
   * row is left, and may hold no message. Our own messages have their text already.
   */
  private static List<Old> read(Handle handle, UUID after) {
    return handle
        .createQuery(
            """
            WITH page AS MATERIALIZED (
              SELECT id FROM public.messages WHERE id > :after ORDER BY id LIMIT :read
            ), last AS (
              SELECT id FROM page ORDER BY id DESC LIMIT 1
            ), old AS (
              SELECT host.id, host.plaintext
              FROM page
              JOIN public.messages AS host ON host.id = page.id
              WHERE host.message_type = 'webhook' AND host.plaintext IS NOT NULL
                AND host.deleted_at IS NULL
                AND NOT EXISTS (
                  SELECT FROM webhooks.message AS ours
                  WHERE ours.channel_id = host.channel_id AND ours.id = host.id
                )
              ORDER BY host.id
              LIMIT :batch
            )
            SELECT last.id AS last_id, old.id, old.plaintext
            FROM last LEFT JOIN old ON true
            ORDER BY old.id
            """)
        .bind("after", after)
        .bind("read", READ)
        .bind("batch", BATCH)
        .map(
            (row, context) ->
                new Old(
                    Columns.uuid(row, "last_id"),
                    Optional.ofNullable(Columns.uuid(row, "id")),
                    row.getString("plaintext")))
        .list();
  }

  /** Where the next statement begins; empty if Chatalot has no more rows. */
  private static Optional<UUID> next(List<Old> read) {
    return read.isEmpty()
        ? Optional.empty()
        : read.size() < BATCH ? Optional.of(read.get(0).lastRead()) : read.get(BATCH - 1).id();
  }

  private void show(List<Old> read) {
    var ids = new ArrayList<UUID>();
    var texts = new ArrayList<String>();
    for (Old old : read) {
      if (old.id().isEmpty()) {
        continue;
      }
      UUID id = old.id().get();
      HostPlaintext.shown(old.plaintext())
          .ifPresentOrElse(
              text -> {
                ids.add(id);
                texts.add(text);
              },
              () -> leaveOut(id));
    }
    if (!ids.isEmpty()) {
      shown +=
          HostTransaction.run(
              database,
              "Not all old messages of Chatalot's webhooks got their text",
              handle -> write(handle, ids, texts));
    }
  }

  private void leaveOut(UUID id) {
    if (leftOut++ < NAMED) {
      lines.add(
          "The old message "
              + id
              + " got no text: its plaintext is not that of a webhook's message");
    }
  }

  private static int write(Handle handle, List<UUID> ids, List<String> texts) {
    return handle
        .createUpdate(
            """
            UPDATE public.messages AS host SET ciphertext = convert_to(old.shown, 'UTF8')
            FROM unnest(:ids, :texts) AS old (id, shown)
            WHERE host.id = old.id AND host.message_type = 'webhook' AND host.deleted_at IS NULL
            """)
        .bindArray("ids", UUID.class, ids)
        .bindArray("texts", String.class, texts)
        .execute();
  }

  /**
   * A message of a webhook.
   *
   * @param lastRead the last row of Chatalot's that the statement has read
   * @param id empty if the statement has found no message
   */
  private record Old(UUID lastRead, Optional<UUID> id, String plaintext) {}
}
