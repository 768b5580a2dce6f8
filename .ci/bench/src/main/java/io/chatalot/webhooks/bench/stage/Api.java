package io.chatalot.webhooks.bench.stage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.UUID;
import java.util.stream.Stream;

/** The owner's calls of one node. Safe for use by many threads. */
public final class Api {
  private static final JsonMapper JSON = new JsonMapper();

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Node node;
  private final String session;

  /** Logs in. */
  public Api(Node node) {
    this.node = node;
    this.session = logIn();
  }

  /** Takes the access token of a session that exists already. */
  Api(Node node, String session) {
    this.node = node;
    this.session = session;
  }

  private String logIn() {
    String login =
        JSON.createObjectNode()
            .put("username", "owner")
            .put("password", Node.OWNER_PASSWORD)
            .toString();
    HttpResponse<String> answer =
        send(request("/api/auth/login").POST(BodyPublishers.ofString(login)).build());
    return json(answer, 200).path("access_token").textValue();
  }

  /** The value of {@code Authorization}. */
  public String bearer() {
    return "Bearer " + session;
  }

  /** Creates a webhook, and returns it with its token. */
  public JsonNode create(UUID channel) {
    String draft = JSON.createObjectNode().put("name", "CI").toString();
    HttpRequest request =
        authorized("/api/channels/" + channel + "/webhooks")
            .POST(BodyPublishers.ofString(draft))
            .build();
    return json(send(request), 201);
  }

  /** Switches a webhook off, by its id. */
  public void switchOff(String webhook) {
    HttpRequest request =
        authorized("/api/webhooks/" + webhook)
            .method("PATCH", BodyPublishers.ofString("{\"active\":false}"))
            .build();
    json(send(request), 200);
  }

  /** Deletes a webhook, by its id. */
  public void delete(String webhook) {
    HttpResponse<String> answer = send(authorized("/api/webhooks/" + webhook).DELETE().build());
    requireStatus(answer, 204);
  }

  /** Posts a message, and returns the status. */
  public int execute(String token, String body) {
    HttpRequest request =
        request(Execution.path(token)).POST(BodyPublishers.ofString(body)).build();
    return send(request).statusCode();
  }

  /** A page of a channel's messages; {@code query} is empty or begins with {@code ?}. */
  public JsonNode page(UUID channel, String query) {
    return json(send(authorized("/api/channels/" + channel + "/messages" + query).build()), 200);
  }

  /** The lines of a channel's stream, from now on. */
  public Stream<String> follow(UUID channel) {
    HttpRequest request = authorized("/api/channels/" + channel + "/messages/stream").build();
    try {
      return client.send(request, BodyHandlers.ofLines()).body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException stop) {
      throw interrupted(stop);
    }
  }

  private HttpRequest.Builder authorized(String path) {
    return request(path).header("Authorization", bearer());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(node.url() + path))
        .header("Content-Type", "application/json");
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException stop) {
      throw interrupted(stop);
    }
  }

  private static BenchException interrupted(InterruptedException stop) {
    Thread.currentThread().interrupt();
    return new BenchException("It was interrupted", stop);
  }

  private static JsonNode json(HttpResponse<String> answer, int status) {
    requireStatus(answer, status);
    try {
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void requireStatus(HttpResponse<String> answer, int status) {
    if (answer.statusCode() != status) {
      throw new BenchException("The server answered " + answer.statusCode() + answer.body());
    }
  }
}
