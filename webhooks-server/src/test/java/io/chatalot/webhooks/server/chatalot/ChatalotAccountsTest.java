package io.chatalot.webhooks.server.chatalot;

import static io.chatalot.webhooks.adapter.jdbc.chatalot.ChatalotHost.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.adapter.http.host.User;
import io.chatalot.webhooks.adapter.jdbc.chatalot.ChatalotHost;
import io.chatalot.webhooks.adapter.jdbc.database.Database;
import io.chatalot.webhooks.domain.UserId;
import io.chatalot.webhooks.server.Backgrounds;
import io.chatalot.webhooks.server.TestDatabases;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ChatalotAccountsTest {
  private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000L);

  private final SigningKey signer = SigningKey.make();
  private ChatalotHost host;
  private ChatalotKey key;
  private ChatalotAccounts accounts;
  private Path file;

  @BeforeEach
  void begin(@TempDir Path folder) {
    host = TestDatabases.chatalot();
    file = signer.writeTo(folder.resolve("key.pem"));
    key = new ChatalotKey(file, Backgrounds.silent());
    accounts = new ChatalotAccounts(key, new Database(host.asRole()), () -> NOW);
  }

  @AfterEach
  void end() {
    key.close();
  }

  private static UserId user(String end) {
    return new UserId(id(end));
  }

  /** A valid token; the marker makes it another token of the same user. */
  private String token(String end, int marker) {
    return signer.token(
        "{\"sub\":\"" + id(end) + "\",\"exp\":1800000900,\"jti\":\"" + marker + "\"}");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.chatalot.webhooks.server.chatalot.ChatalotTokensTest#eachCase")
  void eachKnownTokenProvesAUserOrNone(String what, String token, String accepted)
      throws Exception {
    Files.writeString(file, ChatalotTokensTest.cases().path("public_key_pem").asText());
    key.refresh();

    boolean taken = accounts.authenticate(token).isPresent();

    switch (accepted) {
      case "true" -> assertThat(taken).as(what).isTrue();
      case "false", "401 by database" -> assertThat(taken).as(what).isFalse();
      default -> assertThat(accepted).isEqualTo("either");
    }
  }

  @Test
  void aSuspensionAndADeletionHoldAtOnce() {
    String member = token("6", 1);
    String newbie = token("b", 1);
    assertThat(accounts.authenticate(member)).contains(user("6"));
    assertThat(accounts.authenticate(newbie)).contains(user("b"));

    host.run("UPDATE users SET suspended_at = now() WHERE id = ?", id("6"));
    host.run("DELETE FROM users WHERE id = ?", id("b"));

    assertThat(accounts.authenticate(member)).isEmpty();
    assertThat(accounts.authenticateAll(Set.of(member, newbie))).isEmpty();
    host.run("UPDATE users SET suspended_at = NULL WHERE id = ?", id("6"));
    assertThat(accounts.authenticate(member)).contains(user("6"));
  }

  @Test
  void manyTokensAreAnsweredByOneQuery() {
    var queries = new AtomicInteger();
    var counted =
        new ChatalotAccounts(key, new Database(counting(host.asRole(), queries)), () -> NOW);
    Set<String> valid =
        IntStream.range(0, 200)
            .mapToObj(i -> token(i % 2 == 0 ? "6" : "3", i))
            .collect(Collectors.toSet());
    var asked = new HashSet<>(valid);
    asked.add(token("8", 0));
    asked.add(token("ee", 0));
    asked.add("nonsense");

    Map<String, UserId> proved = counted.authenticateAll(asked);

    assertThat(proved.keySet()).isEqualTo(valid);
    assertThat(proved.values()).containsOnly(user("6"), user("3"));
    assertThat(queries).hasValue(1);
  }

  @Test
  void invalidTokensAskTheDatabaseNothing() {
    var queries = new AtomicInteger();
    var counted =
        new ChatalotAccounts(key, new Database(counting(host.asRole(), queries)), () -> NOW);

    assertThat(counted.authenticate("nonsense")).isEmpty();
    assertThat(counted.authenticateAll(Set.of())).isEmpty();
    assertThat(queries).hasValue(0);
  }

  /** Counts connections; each query outside of a transaction takes one. */
  private static DataSource counting(DataSource source, AtomicInteger count) {
    return (DataSource)
        Proxy.newProxyInstance(
            DataSource.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (proxy, method, arguments) -> {
              Object result = method.invoke(source, arguments);
              if (result instanceof Connection) {
                count.incrementAndGet();
              }
              return result;
            });
  }

  @Test
  void anAccountHasTheNamesOfChatalot() {
    assertThat(accounts.user(user("6"))).contains(new User(user("6"), "member", "Member"));
    assertThat(accounts.user(user("ee"))).isEmpty();
  }

  @Test
  void theBearerTokenAloneProvesAUser() {
    assertThat(accounts.readsCookie()).isFalse();
  }
}
