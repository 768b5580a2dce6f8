package io.chatalot.webhooks.adapter.jdbc.chatalot;

import static io.chatalot.webhooks.adapter.jdbc.chatalot.ChatalotHost.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.adapter.jdbc.database.Database;
import io.chatalot.webhooks.domain.UserId;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChatalotUsersTest {
  private ChatalotHost host;
  private ChatalotUsers users;

  @BeforeEach
  void begin() {
    host = ChatalotHost.create();
    users = new ChatalotUsers(new Database(host.asRole()));
  }

  private static UserId user(String end) {
    return new UserId(id(end));
  }

  @Test
  void anAccountHasItsNamesAndRights() {
    assertThat(users.user(user("6")))
        .contains(new ChatalotUser(user("6"), "member", "Member", false, false));
    assertThat(users.user(user("1")).orElseThrow().runsInstance()).isTrue();
    assertThat(users.user(user("2")).orElseThrow().runsInstance()).isTrue();
    assertThat(users.user(user("8")).orElseThrow().suspended()).isTrue();
    assertThat(users.user(user("ee"))).isEmpty();
  }

  @Test
  void theAccountsOfManyAreThoseThatExist() {
    assertThat(users.users(Set.of(user("3"), user("8"), user("ee"))))
        .containsOnlyKeys(user("3"), user("8"));
    assertThat(users.users(Set.of())).isEmpty();
  }

  @Test
  void anAccountIsFoundByItsExactUsername() {
    assertThat(users.named("owner")).contains(users.user(user("3")).orElseThrow());
    assertThat(users.named("Owner")).isEmpty();
    assertThat(users.named("nobody")).isEmpty();
  }

  @Test
  void aSuspensionAndARoleOfTheInstanceHoldAtOnce() {
    assertThat(users.user(user("6")).orElseThrow().suspended()).isFalse();

    host.run("UPDATE users SET suspended_at = now(), is_admin = true WHERE id = ?", id("6"));

    assertThat(users.user(user("6")))
        .contains(new ChatalotUser(user("6"), "member", "Member", true, true));
  }
}
