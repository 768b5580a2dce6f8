package io.chatalot.webhooks.bench.faults.scene;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.adapter.jdbc.TestPostgres;
import io.chatalot.webhooks.adapter.jdbc.chatalot.ChatalotHost;
import io.chatalot.webhooks.bench.stage.OwnDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

class BothTablesTest {
  private static final String ALONE =
      "messages are in one of the two tables alone, or in another channel there";
  private static final String TIMES = "messages have different times in the two tables";
  private static final String ORDER =
      "messages are not later than the message before them in their channel";
  private static final String TEXT =
      "messages show Chatalot's client another text than their callers sent";

  private final PGSimpleDataSource empty = (PGSimpleDataSource) TestPostgres.emptyDatabase();
  private final OwnDatabase database =
      new OwnDatabase(
          empty.getPortNumbers()[0], empty.getDatabaseName(), empty.getUser(), empty.getPassword());
  private Tables tables;

  @BeforeEach
  void storeTwoMessages(@TempDir Path folder) {
    tables = new BothTables(database, folder);
    database.execute(
        """
        CREATE TABLE webhooks.message
          (channel_id uuid, position bigint, id uuid, created_at timestamptz)
        """);
    store(1);
    store(2);
  }

  /** Stores a message in both tables, in the order of its number. */
  private void store(int number) {
    database.execute(
        String.format(
            Locale.ROOT,
            """
            INSERT INTO webhooks.message
            VALUES ('%1$s', %2$d, '%3$s', timestamptz '2026-01-01' + %2$d * interval '1 ms');
            INSERT INTO public.messages
              (id, channel_id, ciphertext, nonce, message_type, plaintext, created_at)
            SELECT id, channel_id, convert_to(E'**CI**\n\ncall-%2$d', 'UTF8'), '', 'webhook',
              '{"content":"call-%2$d"}', created_at
            FROM webhooks.message WHERE position = %2$d
            """,
            ChatalotHost.id("a1"),
            number,
            id(number)));
  }

  private static String id(int number) {
    return ChatalotHost.id("d" + number).toString();
  }

  private List<String> found() {
    return tables.contradictions().entrySet().stream()
        .filter(each -> !database.value(each.getValue()).equals("0"))
        .map(Map.Entry::getKey)
        .toList();
  }

  private void change(String table, String change) {
    database.execute(
        String.format(Locale.ROOT, "UPDATE %s SET %s WHERE id = '%s'", table, change, id(2)));
  }

  @Test
  void messagesInBothTablesAreInGoodOrderWhateverElseChatalotHas() {
    assertThat(found()).isEmpty();
    assertThat(
            database.value(
                "SELECT string_agg(content, ' ' ORDER BY content) FROM ("
                    + tables.contents()
                    + ") AS message"))
        .isEqualTo("call-1 call-2");
  }

  @Test
  void aMessageInOneTableAloneIsNamed() {
    database.execute("DELETE FROM webhooks.message WHERE position = 2");
    assertThat(found()).containsExactly(ALONE);
    store(2 + 1);
    database.execute("DELETE FROM public.messages WHERE id = '" + id(2) + "'");
    assertThat(found()).isEmpty();
    database.execute("DELETE FROM public.messages WHERE id = '" + id(3) + "'");
    assertThat(found()).containsExactly(ALONE);
  }

  @Test
  void aMessageInAnotherChannelThereIsNamed() {
    change("public.messages", "channel_id = '" + ChatalotHost.id("a3") + "'");
    assertThat(found()).containsExactly(ALONE);
  }

  @Test
  void aDifferentTimeIsNamed() {
    change("public.messages", "created_at = created_at + interval '1 microsecond'");
    assertThat(found()).containsExactly(TIMES);
  }

  @Test
  void anEqualTimeAndAnEarlierOneAreNamed() {
    String shift = "created_at = created_at - interval '%d ms'";
    for (String table : List.of("public.messages", "webhooks.message")) {
      change(table, String.format(Locale.ROOT, shift, 1));
    }
    assertThat(found()).containsExactly(ORDER);
    for (String table : List.of("public.messages", "webhooks.message")) {
      change(table, String.format(Locale.ROOT, shift, 1));
    }
    assertThat(found()).containsExactly(ORDER);
  }

  @Test
  void anotherTextForTheClientIsNamed() {
    change("public.messages", "ciphertext = convert_to('call-2', 'UTF8')");
    assertThat(found()).containsExactly(TEXT);
  }
}
