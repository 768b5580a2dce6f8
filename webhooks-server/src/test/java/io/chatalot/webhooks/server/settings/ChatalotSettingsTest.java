package io.chatalot.webhooks.server.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChatalotSettingsTest {
  private static final String URL = "WEBHOOKS_CHATALOT_DATABASE_URL";
  private static final String KEY = "WEBHOOKS_CHATALOT_PUBLIC_KEY";
  private static final String SENDER = "WEBHOOKS_CHATALOT_SENDER";
  private static final String MOVE = "WEBHOOKS_CHATALOT_MOVE";
  private static final Map<String, String> FEWEST =
      Map.of(URL, "postgresql://me:secret-one@db/chatalot?password=secret-two", KEY, "k.pem");

  private static Map<String, String> with(String... more) {
    var environment = new HashMap<>(FEWEST);
    for (int i = 0; i < more.length; i += 2) {
      environment.put(more[i], more[i + 1]);
    }
    return environment;
  }

  private static List<String> faults(Map<String, String> environment) {
    return catchThrowableOfType(SettingsException.class, () -> Settings.of(environment)).faults();
  }

  @Test
  void withoutThemThereIsNoChatalot() {
    assertThat(Settings.of(Map.of()).chatalot()).isEmpty();
    assertThat(Settings.of(Map.of(URL, " ", KEY, "", SENDER, " ", MOVE, " ")).chatalot()).isEmpty();
  }

  @Test
  void theDatabaseAndTheKeyAreEnough() {
    ChatalotSettings chatalot = Settings.of(FEWEST).chatalot().orElseThrow();

    assertThat(chatalot.address().shown()).isEqualTo("jdbc:postgresql://db/chatalot");
    assertThat(chatalot.address().user()).contains("me");
    assertThat(chatalot.publicKey()).isEqualTo(Path.of("k.pem"));
    assertThat(chatalot.sender()).isEmpty();
    assertThat(chatalot.move()).isFalse();
  }

  @Test
  void aSenderAndTheMoveMayBeAsked() {
    ChatalotSettings chatalot =
        Settings.of(with(SENDER, " webhooks ", MOVE, "true")).chatalot().orElseThrow();

    assertThat(chatalot.sender()).isEqualTo(Optional.of("webhooks"));
    assertThat(chatalot.move()).isTrue();
  }

  @Test
  void noSecretIsShown() {
    Settings settings = Settings.of(with(SENDER, "webhooks"));

    assertThat(settings + " " + settings.chatalot()).contains("db/chatalot").doesNotContain("secr");
  }

  @ParameterizedTest
  @CsvSource({
    "WEBHOOKS_DATABASE_URL, postgresql://me:secret@db/x, all data is in Chatalot's database",
    "WEBHOOKS_OWNER_PASSWORD, secret-password, users and passwords are Chatalot's",
    "WEBHOOKS_SESSION_DAYS, 30, Chatalot's sessions hold",
    "WEBHOOKS_RETENTION_DAYS, 0, Chatalot removes messages by its rules"
  })
  void theDecisionsOfChatalotAreNotOurs(String name, String value, String why) {
    assertThat(faults(with(name, value)))
        .containsExactly(name + " must not be set beside " + URL + ", since " + why);
  }

  @ParameterizedTest
  @ValueSource(strings = {KEY, SENDER})
  void aSettingOfChatalotNeedsItsDatabase(String name) {
    assertThat(faults(Map.of(name, "x")))
        .containsExactly(name + " needs " + URL + ", which is not set");
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "false"})
  void theMoveNeedsADatabase(String move) {
    assertThat(faults(Map.of(MOVE, move)))
        .containsExactly(MOVE + " needs " + URL + ", which is not set");
  }

  @Test
  void theDatabaseNeedsTheKey() {
    assertThat(faults(Map.of(URL, "postgresql://db/chatalot")))
        .containsExactly(URL + " needs " + KEY + ", which is not set");
  }

  @Test
  void allConflictsAreToldAtOnceALineEach() {
    var environment =
        with(
            "WEBHOOKS_DATABASE_URL",
            "postgresql://db/x",
            "WEBHOOKS_OWNER_PASSWORD",
            "secret-password",
            "WEBHOOKS_SESSION_DAYS",
            "7",
            "WEBHOOKS_RETENTION_DAYS",
            "30",
            MOVE,
            "once");
    environment.remove(KEY);

    assertThat(faults(environment))
        .hasSize(6)
        .noneMatch(fault -> fault.contains("secret"))
        .anyMatch(fault -> fault.startsWith(MOVE + " must be true or false"))
        .anyMatch(fault -> fault.startsWith(URL + " needs " + KEY));
  }

  @Test
  void aSenderHasTheLengthOfAUsername() {
    String longest = "\uD83D\uDE00".repeat(32);

    assertThat(Settings.of(with(SENDER, longest)).chatalot().orElseThrow().sender())
        .contains(longest);
    assertThat(faults(with(SENDER, longest + "x")))
        .singleElement()
        .asString()
        .startsWith(SENDER + " must be a username of at most 32 characters");
  }

  @ParameterizedTest
  @ValueSource(strings = {"mysql://me:secret@db/x", "postgresql://me:secret@db", "db"})
  void theDatabaseIsGivenAsThatOfAServerAlone(String url) {
    assertThat(faults(with(URL, url)))
        .singleElement()
        .asString()
        .startsWith(URL + " must ")
        .doesNotContain("secret");
  }
}
