package io.chatalot.webhooks.adapter.jdbc.chatalot.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chatalot.webhooks.adapter.jdbc.TestPostgres;
import io.chatalot.webhooks.adapter.jdbc.chatalot.ChatalotHost;
import io.chatalot.webhooks.adapter.jdbc.chatalot.check.ChatalotCheck.Findings;
import io.chatalot.webhooks.adapter.jdbc.database.Database;
import java.util.List;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** As the restricted role, on Chatalot's tables. */
class ChatalotCheckTest {
  private static final String ROLE = ChatalotHost.ROLE;
  private static final String UNKNOWN = "this Chatalot is not one I know: ";

  private ChatalotHost host;

  @BeforeEach
  void begin() {
    host = ChatalotHost.create();
  }

  private static Findings check(DataSource source) {
    return ChatalotCheck.of(new Database(source));
  }

  private List<String> problems() {
    return check(host.asRole()).problems();
  }

  @Test
  void theGrantsOfTheGuideAreEnoughAndNoneTooMany() {
    assertThat(check(host.asRole())).isEqualTo(new Findings(List.of(), List.of()));
  }

  @Test
  void membersTextAndAddressesAreRefusedToTheRole() {
    Jdbi role = Jdbi.create(host.asRole());
    for (String secret :
        List.of(
            "ciphertext FROM public.messages",
            "nonce FROM public.messages",
            "email FROM public.users",
            "password_hash FROM public.users")) {
      assertThatThrownBy(() -> role.useHandle(handle -> handle.execute("SELECT " + secret)))
          .as(secret)
          .hasMessageContaining("permission denied");
    }
  }

  private record Grant(String relation, String column, String right) {}

  @Test
  void eachOfTheGrantsOnColumnsIsMissedByName() {
    List<Grant> grants =
        Jdbi.create(host.asHost())
            .withHandle(
                handle ->
                    handle
                        .createQuery(
                            """
                            SELECT table_name, column_name, privilege_type
                            FROM information_schema.column_privileges
                            WHERE grantee = :role AND table_name <> 'webhooks'
                            """)
                        .bind("role", ROLE)
                        .map(
                            (row, context) ->
                                new Grant(row.getString(1), row.getString(2), row.getString(3)))
                        .list());

    assertThat(grants).hasSize(52);
    for (Grant grant : grants) {
      String right = grant.right() + " (" + grant.column() + ") ON public." + grant.relation();
      host.run("REVOKE " + right + " FROM " + ROLE);
      assertThat(problems())
          .containsExactly(
              "role "
                  + ROLE
                  + " lacks "
                  + grant.right()
                  + " ("
                  + grant.column()
                  + ") on "
                  + grant.relation());
      host.run("GRANT " + right + " TO " + ROLE);
    }
    assertThat(problems()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "USAGE ON SCHEMA public, USAGE on schema public",
    "DELETE ON public.webhooks, DELETE on webhooks"
  })
  void aGrantOnATableOrSchemaIsMissedByName(String right, String lacked) {
    // A new schema public gives USAGE to everybody.
    host.run("REVOKE USAGE ON SCHEMA public FROM PUBLIC");
    assertThat(problems()).isEmpty();

    host.run("REVOKE " + right + " FROM " + ROLE);

    assertThat(problems()).containsExactly("role " + ROLE + " lacks " + lacked);
  }

  @Test
  void theWholeTableOfWebhooksIsRead() {
    host.run("REVOKE SELECT ON public.webhooks FROM " + ROLE);

    assertThat(problems())
        .hasSize(8)
        .contains("role " + ROLE + " lacks SELECT (token) on webhooks");
  }

  @Test
  void theSchemaOfTheWebhooksIsNeeded() {
    host.run("ALTER SCHEMA webhooks OWNER TO CURRENT_USER");
    assertThat(problems()).containsExactly("role " + ROLE + " lacks CREATE on schema webhooks");

    host.run("DROP SCHEMA webhooks");
    assertThat(problems())
        .containsExactly("schema webhooks is missing, and role " + ROLE + " may not create it");
  }

  @Test
  void aRenamedColumnIsNamed() {
    host.run("ALTER TABLE messages RENAME COLUMN plaintext TO content");

    assertThat(problems()).containsExactly(UNKNOWN + "column messages.plaintext is missing");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "channels | message_ttl_seconds | bigint | integer",
        "users | suspended_at | timestamp | timestamp with time zone",
        "channels | channel_type | text | channel_type",
        "community_members | role | text | character varying"
      })
  void aColumnOfAnotherTypeIsNamed(String table, String column, String type, String known) {
    host.run("ALTER TABLE " + table + " ALTER COLUMN " + column + " TYPE " + type);

    assertThat(problems())
        .singleElement()
        .asString()
        .startsWith(UNKNOWN + "column " + table + "." + column + " is " + type)
        .endsWith(", not " + known);
  }

  @Test
  void aMissingTableIsNamed() {
    host.run("ALTER TABLE channel_bans RENAME TO bans");

    assertThat(problems()).containsExactly(UNKNOWN + "table channel_bans is missing");
  }

  @Test
  void aNewColumnThatNeedsAValueIsNamed() {
    host.run("ALTER TABLE messages ADD COLUMN shard integer NOT NULL DEFAULT 0");
    host.run("ALTER TABLE messages ADD COLUMN seen boolean");
    host.run("ALTER TABLE messages ADD COLUMN serial bigint GENERATED ALWAYS AS IDENTITY");
    host.run(
        "ALTER TABLE messages ADD COLUMN length integer NOT NULL"
            + " GENERATED ALWAYS AS (octet_length(ciphertext)) STORED");
    host.run("CREATE DOMAIN counted AS integer DEFAULT 0");
    host.run("ALTER TABLE messages ADD COLUMN number counted NOT NULL");
    host.run("ALTER TABLE users ADD COLUMN colour text NOT NULL DEFAULT 'red'");
    host.run("ALTER TABLE users ALTER COLUMN colour DROP DEFAULT");
    assertThat(problems()).isEmpty();

    host.run("ALTER TABLE messages ALTER COLUMN shard DROP DEFAULT");

    assertThat(problems())
        .containsExactly(UNKNOWN + "column messages.shard is new and has no default");
  }

  @Test
  void aReleaseWithFurtherTablesAndColumnsIsFine() {
    host.run("CREATE TABLE reactions (id uuid)");
    host.run("ALTER TABLE webhooks ADD COLUMN secret text");
    host.run("ALTER TYPE channel_type ADD VALUE 'forum'");

    assertThat(check(host.asRole())).isEqualTo(new Findings(List.of(), List.of()));
  }

  @Test
  void anEmptyDatabaseIsRefusedInOneLine() {
    assertThat(check(TestPostgres.emptyDatabase()).problems())
        .containsExactly(
            UNKNOWN
                + "the tables channel_bans, channel_members, channels, communities, community_bans,"
                + " community_members, groups, messages, users, webhooks are missing");
  }

  @Test
  void aDatabaseOfOtherProductsIsRefusedInOneLine() {
    DataSource other = TestPostgres.emptyDatabase();
    Jdbi.create(other)
        .useHandle(
            handle -> {
              for (String table : List.of("users", "groups", "messages", "channels", "webhooks")) {
                handle.execute("CREATE TABLE " + table + " (id bigint, name text)");
              }
            });

    assertThat(check(other).problems())
        .containsExactly(
            UNKNOWN
                + "the tables channel_bans, channel_members, communities, community_bans,"
                + " community_members are missing");
  }

  @Test
  void aDatabaseWithoutTheSchemaPublicIsRefusedInOneLine() {
    DataSource bare = TestPostgres.emptyDatabase();
    Jdbi.create(bare).useHandle(handle -> handle.execute("DROP SCHEMA public"));

    assertThat(check(bare).problems()).singleElement().asString().startsWith(UNKNOWN);
  }

  @Test
  void aRoleWithoutAnyGrantIsToldOfTwentyAndTheNumberOfTheOthers() {
    for (String table :
        List.of("users", "communities", "community_members", "groups", "channels", "messages")) {
      host.run("REVOKE ALL ON public." + table + " FROM " + ROLE);
    }

    assertThat(problems()).hasSize(21).last().isEqualTo("and 25 more problems of this kind");
  }

  @Test
  void aSuperuserIsWarnedOnce() {
    assertThat(check(host.asHost()))
        .isEqualTo(
            new Findings(
                List.of(),
                List.of("role postgres is a superuser, and needs rights on few columns")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT (ciphertext) | messages | SELECT (ciphertext)",
        "SELECT | messages | SELECT (ciphertext, nonce)",
        "SELECT (email, password_hash) | users | SELECT (email, password_hash)",
        "UPDATE (suspended_at, is_admin) | users | UPDATE (is_admin, suspended_at)",
        "UPDATE (sender_id) | messages | UPDATE (sender_id)",
        "INSERT (thread_id) | messages | INSERT (thread_id)",
        "DELETE | messages | DELETE",
        "TRUNCATE | webhooks | TRUNCATE"
      })
  void aRightTooManyIsAWarning(String granted, String table, String named) {
    host.run("GRANT " + granted + " ON public." + table + " TO " + ROLE);

    assertThat(check(host.asRole()))
        .isEqualTo(
            new Findings(
                List.of(),
                List.of(
                    "role "
                        + ROLE
                        + " may "
                        + named
                        + " on "
                        + table
                        + ", which it does not need")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"communities", "webhooks"})
  void aRightToReadWhatIsNoSecretIsNoWarning(String table) {
    host.run("GRANT SELECT ON public." + table + " TO " + ROLE);

    assertThat(check(host.asRole()).warnings()).isEmpty();
  }
}
