package io.chatalot.webhooks.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chatalot.webhooks.adapter.http.page.DocsRoutes;
import io.chatalot.webhooks.adapter.jdbc.MessageRetention;
import io.chatalot.webhooks.server.settings.Settings;
import io.chatalot.webhooks.server.settings.SettingsException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** Finds out where each part of {@code docs/parts.md} is, by routes, commands and settings. */
final class PartEvidence {
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
          Map.entry("`detach`", List.of("detach", "detach --to-host")),
          Map.entry("`config`", List.of("config")),
          Map.entry("`health`", List.of("health")),
          Map.entry("`version`", List.of("version")),
          Map.entry("`webhook`", List.of("webhook")),
          Map.entry("`token` commands", List.of("token")),
          Map.entry("`backup`", List.of("backup")),
          Map.entry("`restore`", List.of("restore")));

  private static final Map<Place, TreeSet<String>> REAL = new EnumMap<>(Place.class);

  static {
    for (Place place : Place.values()) {
      REAL.put(place, place.routes());
    }
  }

  private PartEvidence() {}

  static Set<String> routes(Place place) {
    return REAL.get(place);
  }

  static boolean hasRoute(String part, String route) {
    return route.matches(ROUTES.getOrDefault(part, ""));
  }

  static boolean hasCommand(String part, String command) {
    return COMMANDS.getOrDefault(part, List.of()).stream()
        .anyMatch(use -> use.split(" ")[0].equals(command));
  }

  static boolean isThere(String part, Place place) {
    if (ROUTES.containsKey(part)) {
      return hasRoutes(ROUTES.get(part), place);
    }
    if (COMMANDS.containsKey(part)) {
      return place != Place.EMBEDDED && hasCommands(part, place);
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

  private static boolean hasCommands(String part, Place place) {
    List<String> uses = COMMANDS.get(part);
    String command = uses.get(0).split(" ")[0];
    Place refusing = part.equals("`detach`") ? Place.STANDALONE : Place.BESIDE_A_CHATALOT;
    return CommandRun.names().contains(command)
        && !(place == refusing && uses.stream().allMatch(use -> isRefused(use, place)));
  }

  /** Whether a command says who is in charge, on one line and before it reads. */
  private static boolean isRefused(String use, Place place) {
    CommandRun run =
        CommandRun.of(place, use.replace("ID", UUID.randomUUID().toString()).split(" "));
    String words =
        place == Place.STANDALONE ? ".* there is no Chatalot " : "Chatalot is in charge of ";
    return run.status() == 1 && run.out().isEmpty() && run.err().matches(words + ".*\\R");
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
}
