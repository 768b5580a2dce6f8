package io.chatalot.webhooks.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chatalot.webhooks.adapter.http.page.DocsRoutes;
import io.chatalot.webhooks.adapter.jdbc.MessageRetention;
import io.chatalot.webhooks.server.PartsDocument.Part;
import io.chatalot.webhooks.server.command.CommandLineFace;
import io.chatalot.webhooks.server.settings.Settings;
import io.chatalot.webhooks.server.settings.SettingsException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code docs/parts.md} claims of each part in each place what routes, commands and settings do.
 */
class PartsTest {
  /** The parts that may be marked as planned; the mark of a part that is built is wrong. */
  private static final Set<String> PLANNED =
      Set.of(
          "templates",
          "refusals",
          "all webhooks of a community",
          "`/me/stream`",
          "`by-key`",
          "`config`",
          "`health`",
          "`version`",
          "`/me/password`",
          "`/me/sessions`",
          "`/me/tokens`",
          "`webhook`",
          "`token` commands",
          "`backup`",
          "`restore`",
          "sharding by Citus");

  /** The routes of each part, as patterns of method and path. */
  private static final Map<String, String> ROUTES =
      Map.ofEntries(
          Map.entry("executing", "\\w+ /api/webhooks/execute/\\{token}(/messages/\\{message_id})?"),
          Map.entry(
              "other tools",
              "\\w+ (/hooks/.+|/api/(v\\d+/)?webhooks/\\{webhook_id}/\\{token}.*"
                  + "|/api/webhooks/execute/\\{token}/(slack|github|alertmanager))"),
          Map.entry("templates", "\\w+ .*(/json|/template.*)"),
          Map.entry("refusals", "\\w+ .*/refusals"),
          Map.entry(
              "managing webhooks",
              "\\w+ /api/(channels/\\{channel_id}/webhooks|webhooks/\\{webhook_id}(/rotate)?)"),
          Map.entry("audit", "\\w+ .*/audit"),
          Map.entry(
              "all webhooks of a community", "\\w+ /api/communities/\\{community_id}/webhooks"),
          Map.entry("messages", "GET /api/channels/\\{channel_id}/messages"),
          Map.entry("streams", "GET /api/channels/\\{channel_id}/messages/stream"),
          Map.entry("`/me/stream`", "\\w+ /api/me/stream"),
          Map.entry(
              "messages' deletion by managers",
              "DELETE /api/channels/\\{channel_id}/messages/\\{message_id}"),
          Map.entry("`by-key`", "\\w+ .*/by-key/.*"),
          Map.entry("log-in", "\\w+ /api/auth/.*"),
          Map.entry("`/me/password`", "\\w+ /api/me/password"),
          Map.entry("`/me/sessions`", "\\w+ /api/me/sessions.*"),
          Map.entry("`/me/tokens`", "\\w+ /api/me/tokens.*"),
          Map.entry("`GET /api/admin/webhooks`", "\\w+ /api/admin/webhooks"),
          Map.entry("page", "\\w+ (/|/page/\\{file})"),
          Map.entry("`/api/me`", "\\w+ /api/me"),
          Map.entry("`/api/communities`", "\\w+ /api/communities(/\\{community_id}/channels)?"),
          Map.entry("`/health`", "\\w+ /health/.*"),
          Map.entry("`/metrics`", "\\w+ /metrics"),
          Map.entry("`/api/docs`", "\\w+ /api/(docs|docs/\\{file}|openapi\\.json)"));

  /** A use of each command of a part. */
  private static final Map<String, List<String>> COMMANDS =
      Map.ofEntries(
          Map.entry("`user`", List.of("user add ann")),
          Map.entry("`community`", List.of("community add zoo --owner ann")),
          Map.entry(
              "`channel`",
              List.of(
                  "channel add a --community ID", "channel archive ID", "channel unarchive ID")),
          Map.entry(
              "`member` commands",
              List.of(
                  "member set ann --community ID --role admin",
                  "member remove ann --community ID")),
          Map.entry("`config`", List.of("config")),
          Map.entry("`health`", List.of("health")),
          Map.entry("`version`", List.of("version")),
          Map.entry("`webhook`", List.of("webhook")),
          Map.entry("`token` commands", List.of("token")),
          Map.entry("`backup`", List.of("backup")),
          Map.entry("`restore`", List.of("restore")));

  private static final InputStream UNREADABLE =
      new InputStream() {
        @Override
        public int read() {
          throw new AssertionError("a command reads");
        }
      };

  private static final Map<Place, TreeSet<String>> REAL = new EnumMap<>(Place.class);

  static {
    for (Place place : Place.values()) {
      REAL.put(place, place.routes());
    }
  }

  static List<Part> parts() {
    return PartsDocument.parts();
  }

  @ParameterizedTest
  @MethodSource("parts")
  void aPartIsWhereItsRowSays(Part part) {
    for (Place place : Place.values()) {
      boolean claimed = !part.planned() && isClaimed(part.claims().get(place));
      assertThat(isThere(part.name(), place)).as(part.name() + ", " + place).isEqualTo(claimed);
    }
  }

  @Test
  void onlyPartsThatAreNotBuiltArePlanned() {
    assertThat(parts().stream().filter(Part::planned).map(Part::name))
        .containsExactlyInAnyOrderElementsOf(PLANNED);
  }

  @ParameterizedTest
  @EnumSource
  void eachRouteBelongsToOnePart(Place place) {
    List<String> named = parts().stream().map(Part::name).toList();

    assertThat(REAL.get(place))
        .isNotEmpty()
        .allSatisfy(
            route ->
                assertThat(named)
                    .filteredOn(part -> route.matches(ROUTES.getOrDefault(part, "")))
                    .as(route)
                    .hasSize(1));
  }

  /** Refuses words that it does not know, because they might claim anything. */
  private static boolean isClaimed(String words) {
    return switch (words.split("[,;:]")[0]) {
      case "yes",
          "all",
          "our tables",
          "webhooks' messages alone",
          "`/`",
          "`/api-webhooks/` of Chatalot's origin" ->
          true;
      case "404", "refused at the start", "the host's", "left out" -> false;
      default -> throw new AssertionError("unknown words: " + words);
    };
  }

  private static boolean isThere(String part, Place place) {
    if (ROUTES.containsKey(part)) {
      return hasRoutes(ROUTES.get(part), place);
    }
    if (COMMANDS.containsKey(part)) {
      return place != Place.EMBEDDED && hasCommands(COMMANDS.get(part), place);
    }
    return switch (part) {
      case "keys" -> calls("Idempotency-Key");
      case "limits" -> calls("RateLimit-Policy");
      case "retention" -> hasRetention(place);
      case "sharding by Citus" -> settings().matches("(?s).*(CITUS|SHARD).*");
      default -> throw new AssertionError("unknown part: " + part);
    };
  }

  /** All of a part's routes are there, or none is. */
  private static boolean hasRoutes(String pattern, Place place) {
    List<String> anywhere =
        REAL.values().stream()
            .flatMap(Set::stream)
            .filter(route -> route.matches(pattern))
            .distinct()
            .toList();
    List<String> here = anywhere.stream().filter(REAL.get(place)::contains).toList();
    if (!here.isEmpty()) {
      assertThat(here).as("routes in " + place).isEqualTo(anywhere);
    }
    return !here.isEmpty();
  }

  private static boolean hasCommands(List<String> uses, Place place) {
    String command = uses.get(0).split(" ")[0];
    // For an unknown command, the help is that of the root.
    boolean known =
        Run.of(place, command, "--help").out().contains("Usage: webhooks-server " + command + " ");
    return known && !(place == Place.BESIDE_A_CHATALOT && isOfChatalot(uses));
  }

  /** Whether each command says that Chatalot is in charge, on one line and before it reads. */
  private static boolean isOfChatalot(List<String> uses) {
    List<Run> runs =
        uses.stream()
            .map(use -> use.replace("ID", UUID.randomUUID().toString()).split(" "))
            .map(arguments -> Run.of(Place.BESIDE_A_CHATALOT, arguments))
            .toList();
    return runs.stream()
        .allMatch(
            run ->
                run.status() == 1
                    && run.out().isEmpty()
                    && run.err().matches("Chatalot is in charge of [^\\n]*\\R"));
  }

  /** Whether the description of a call names a header; {@code DocsTest} holds it to the routes. */
  private static boolean calls(String header) {
    String description = resource("docs/openapi.json");
    int from = description.indexOf("\"/api/webhooks/execute/{token}\": {");
    int to = description.indexOf("\"/api/webhooks/execute/{token}/", from);
    return description.substring(from, to).contains("\"" + header + "\"");
  }

  private static boolean hasRetention(Place place) {
    var environment = new HashMap<>(place.settings());
    environment.put("WEBHOOKS_RETENTION_DAYS", "30");
    return switch (place) {
      case STANDALONE -> Settings.of(environment).retentionDays() == 30;
      case BESIDE_A_CHATALOT -> {
        assertThat(Settings.of(place.settings()).chatalot()).isPresent();
        assertThatThrownBy(() -> Settings.of(environment))
            .isInstanceOf(SettingsException.class)
            .hasMessageContaining("WEBHOOKS_RETENTION_DAYS must not be set beside");
        yield false;
      }
      case EMBEDDED -> MessageRetention.class.getConstructors().length > 0;
    };
  }

  private static String settings() {
    return Repository.text(Repository.TOP.resolve("docs/settings.md"));
  }

  private static String resource(String name) {
    try (InputStream content = DocsRoutes.class.getResourceAsStream(name)) {
      return new String(content.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The outcome of one command. */
  private record Run(int status, String out, String err) {
    static Run of(Place place, String... arguments) {
      var out = new ByteArrayOutputStream();
      var err = new ByteArrayOutputStream();
      var face =
          new CommandLineFace(
              place.settings(),
              UNREADABLE,
              new PrintStream(out, true, UTF_8),
              new PrintStream(err, true, UTF_8),
              settings -> {
                throw new AssertionError("it serves");
              });
      int status = face.run(arguments);
      return new Run(status, out.toString(UTF_8), err.toString(UTF_8));
    }
  }
}
