package io.chatalot.webhooks.adapter.jdbc.append;

import io.chatalot.webhooks.domain.AvatarUrl;
import io.chatalot.webhooks.domain.MessageDraft;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Where the text of messages is stored: the parts of the append statements that depend on it. All
 * else stands once, in {@link PlainAppendStatement} and {@link AppendStatement}. Immutable.
 *
 * @param columns the text of a message, as columns of the statements' input
 * @param openChannel a join that leaves out the webhooks of channels that take no messages; may be
 *     empty
 * @param channelColumns columns that the join adds; each begins with a comma
 * @param clock the time of a batch, read under the lock of the channel
 * @param spread whether the messages of a channel in a batch have times of their own, a microsecond
 *     apart
 * @param insert common table expressions that insert the rows of {@code placed}, the last one into
 *     {@code webhooks.message}, without its {@code RETURNING}
 */
public record TextStorage(
    List<Column> columns,
    String openChannel,
    String channelColumns,
    String clock,
    boolean spread,
    String insert) {
  /** The text stands in {@code webhooks.message}. */
  public static final TextStorage OWN =
      new TextStorage(
          List.of(
              new Column("username", message -> message.username().value()),
              new Column(
                  "avatar_url", message -> message.avatarUrl().map(AvatarUrl::value).orElse(null)),
              new Column("content", message -> message.content().value())),
          "",
          "",
          "date_trunc('milliseconds', clock_timestamp())",
          false,
          """
          stored AS (
            INSERT INTO webhooks.message
              (channel_id, position, id, webhook_id, username, avatar_url, content, created_at)
            SELECT channel_id, position, id, webhook_id, username, avatar_url, content, created_at
            FROM placed\
          """);

  public TextStorage {
    columns = List.copyOf(columns);
  }

  /** The names of the columns, separated by commas. */
  String names() {
    return columns.stream().map(Column::name).collect(Collectors.joining(", "));
  }

  /** The named parameters of the columns, separated by commas. */
  String parameters() {
    return columns.stream().map(column -> ":" + column.name()).collect(Collectors.joining(", "));
  }

  /**
   * A column of type {@code text}.
   *
   * @param value may return null
   */
  public record Column(String name, Function<MessageDraft, String> value) {}
}
