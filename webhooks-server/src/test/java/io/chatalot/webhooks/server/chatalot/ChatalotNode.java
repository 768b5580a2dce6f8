package io.chatalot.webhooks.server.chatalot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.chatalot.webhooks.adapter.jdbc.chatalot.ChatalotHost;
import io.chatalot.webhooks.server.WebhookServer;
import io.chatalot.webhooks.server.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.postgresql.ds.PGSimpleDataSource;

/** A node beside a Chatalot, and the calls of Chatalot's users. */
final class ChatalotNode implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final SigningKey key;
  private final WebhookServer server;

  /**
   * @param publicKey the file with the public part of the key
   * @param more further settings
   */
  ChatalotNode(ChatalotHost host, SigningKey key, Path publicKey, Map<String, String> more) {
    this.key = key;
    server = WebhookServer.start(Settings.of(settings(host, publicKey, more)), unused -> {});
  }

  static Map<String, String> settings(ChatalotHost host, Path publicKey, Map<String, String> more) {
    PGSimpleDataSource database = host.asHost();
    var settings = new HashMap<String, String>();
    settings.put("WEBHOOKS_PORT", "0");
    settings.put(
        "WEBHOOKS_CHATALOT_DATABASE_URL",
        String.format(
            Locale.ROOT,
            "postgresql://%s:%s@%s:%d/%s",
            ChatalotHost.ROLE,
            ChatalotHost.PASSWORD,
            database.getServerNames()[0],
            database.getPortNumbers()[0],
            database.getDatabaseName()));
    settings.put("WEBHOOKS_CHATALOT_PUBLIC_KEY", publicKey.toString());
    settings.putAll(more);
    return settings;
  }

  /** An access token as Chatalot's own server issues it. */
  String token(UUID user) {
    long now = Instant.now().getEpochSecond();
    return key.token(
        "{\"sub\":\""
            + user
            + "\",\"username\":\"x\",\"is_admin\":false,\"is_owner\":false,\"iat\":"
            + now
            + ",\"exp\":"
            + (now + 900)
            + ",\"jti\":\""
            + UUID.randomUUID()
            + "\",\"aud\":\"chatalot\"}");
  }

  /**
   * Calls as a user of Chatalot.
   *
   * @param user the last hexadecimal digits of the user's id
   */
  HttpResponse<String> as(String user, String method, String path, String body) {
    return send(
        request(method, path, body)
            .header("Authorization", "Bearer " + token(ChatalotHost.id(user)))
            .build());
  }

  HttpResponse<String> get(String user, String path) {
    return as(user, "GET", path, "");
  }

  /** Calls without a session. */
  HttpResponse<String> anonymous(String method, String path, String body) {
    return send(request(method, path, body).build());
  }

  /** Executes a webhook, and returns the answer's status. */
  int execute(String token, String content) {
    return anonymous("POST", "/api/webhooks/execute/" + token, content(content)).statusCode();
  }

  static String content(String text) {
    return JSON.createObjectNode().put("content", text).toString();
  }

  static JsonNode json(HttpResponse<String> answer) {
    try {
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new AssertionError(answer.body(), e);
    }
  }

  /** Creates a webhook, and returns its token. */
  String webhook(String user, String channel) {
    HttpResponse<String> made =
        as(
            user,
            "POST",
            "/api/channels/" + ChatalotHost.id(channel) + "/webhooks",
            "{\"name\":\"CI\",\"avatar_url\":null}");
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    return json(made).path("token").textValue();
  }

  URI at(String path) {
    return URI.create("http://127.0.0.1:" + server.port() + path);
  }

  private HttpRequest.Builder request(String method, String path, String body) {
    HttpRequest.Builder request = HttpRequest.newBuilder(at(path)).timeout(Duration.ofSeconds(20));
    return body.isEmpty()
        ? request.method(method, BodyPublishers.noBody())
        : request
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body));
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
