package io.chatalot.webhooks.server.chatalot;

import static io.chatalot.webhooks.adapter.jdbc.chatalot.ChatalotHost.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.chatalot.webhooks.adapter.jdbc.chatalot.ChatalotHost;
import io.chatalot.webhooks.adapter.jdbc.database.Database;
import io.chatalot.webhooks.domain.UserId;
import io.chatalot.webhooks.server.TestDatabases;
import io.chatalot.webhooks.server.settings.SettingsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChatalotStartTest {
  private static final String DATABASE = "WEBHOOKS_CHATALOT_DATABASE_URL: ";
  private static final String SENDER = "WEBHOOKS_CHATALOT_SENDER: ";

  private final List<String> warnings = new ArrayList<>();
  private ChatalotHost host;

  @BeforeEach
  void begin() {
    host = TestDatabases.chatalot();
  }

  private Optional<UserId> check(String sender) {
    return ChatalotStart.check(
        new Database(host.asRole()), Optional.ofNullable(sender), warnings::add);
  }

  /** The lines of a refused check, which leaves no warning and changes nothing. */
  private List<String> refused(String sender) {
    String before = contents();
    List<String> faults =
        catchThrowableOfType(SettingsException.class, () -> check(sender)).faults();
    assertThat(contents()).isEqualTo(before);
    return faults;
  }

  /** All tables and the number of transactions that have written to this database. */
  private String contents() {
    return host.value(
        String.class,
        """
        SELECT string_agg(oid || ' ' || relname, ', ' ORDER BY oid)
          || (SELECT string_agg(nspname, ', ' ORDER BY nspname) FROM pg_namespace)
          || (SELECT n_tup_ins + n_tup_upd + n_tup_del FROM pg_stat_all_tables
              WHERE relname = 'users' AND schemaname = 'public')
        FROM pg_class WHERE relnamespace > 16000 OR relnamespace = 'public'::regnamespace
        """);
  }

  @Test
  void withoutASenderTheTablesAloneAreChecked() {
    assertThat(check(null)).isEmpty();
    assertThat(warnings).isEmpty();
  }

  @Test
  void aSenderInAllCommunitiesIsFoundWithoutAWarning() {
    host.run("DELETE FROM communities WHERE id = ?", id("c2"));

    assertThat(check("member")).contains(new UserId(id("6")));
    assertThat(warnings).isEmpty();
  }

  @Test
  void eachProblemIsALineOfItsOwn() {
    host.run("ALTER TABLE messages RENAME COLUMN plaintext TO content");
    host.run("REVOKE SELECT (name) ON public.communities FROM " + ChatalotHost.ROLE);

    assertThat(refused("member"))
        .containsExactly(
            DATABASE + "this Chatalot is not one I know: column messages.plaintext is missing",
            DATABASE + "role " + ChatalotHost.ROLE + " lacks SELECT (name) on communities");
    assertThat(warnings).isEmpty();
  }

  @Test
  void rightsTooManyAreWarnings() {
    host.run("GRANT SELECT (email) ON public.users TO " + ChatalotHost.ROLE);

    assertThat(check(null)).isEmpty();
    assertThat(warnings)
        .containsExactly(
            "role " + ChatalotHost.ROLE + " may SELECT (email) on users, which it does not need");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nobody", "Member", "member "})
  void aSenderThatDoesNotExistIsRefused(String username) {
    assertThat(refused(username))
        .containsExactly(SENDER + "Chatalot has no account with the username " + username);
  }

  @Test
  void aSuspendedSenderIsRefused() {
    assertThat(refused("suspended"))
        .containsExactly(SENDER + "this account of Chatalot is suspended: suspended");
  }

  @Test
  void aSenderInNoCommunityIsRefused() {
    assertThat(refused("banned"))
        .containsExactly(SENDER + "this account is in no community of Chatalot: banned");
  }

  @Test
  void whereThereIsNoCommunityASenderNeedsNone() {
    host.run("DELETE FROM communities");

    assertThat(check("banned")).contains(new UserId(id("9")));
    assertThat(warnings).isEmpty();
  }

  @Test
  void eachCommunityThatTheSenderIsNotInIsAWarning() {
    assertThat(check("member")).contains(new UserId(id("6")));
    assertThat(warnings)
        .containsExactly(
            "The sender member is not in the community Other, whose members see its messages under"
                + " a number instead of a name");
  }

  @Test
  void ofManyCommunitiesTwentyAreNamedAndTheOthersCounted() {
    host.run(
        """
        INSERT INTO communities (id, name, owner_id)
        SELECT gen_random_uuid(), 'C' || lpad(CAST(n AS text), 2, '0'), ?
        FROM generate_series(1, 30) AS n
        """,
        id("3"));

    check("member");

    assertThat(warnings)
        .hasSize(21)
        .last()
        .isEqualTo("The sender member is not in 11 more communities");
    assertThat(warnings.get(0)).contains("community C01,");
    assertThat(warnings.get(19)).contains("community C20,");
  }

  @Test
  void theNameOfACommunityStaysInItsLine() {
    host.run("UPDATE communities SET name = ? WHERE id = ?", "a\nERROR b\u2028c", id("c2"));

    check("member");

    assertThat(warnings).singleElement().asString().contains("community a?ERROR b?c,");
  }
}
