package io.chatalot.webhooks.adapter.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.chatalot.webhooks.adapter.http.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Calls a server on loopback with fixed headers. */
public final class TestClient {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final int port;
  private final List<String> headers;

  public TestClient(int port) {
    this(port, List.of());
  }

  private TestClient(int port, List<String> headers) {
    this.port = port;
    this.headers = headers;
  }

  public TestClient with(String header, String value) {
    var more = new ArrayList<>(headers);
    more.addAll(List.of(header, value));
    return new TestClient(port, more);
  }

  public Answer get(String path) {
    return send("GET", path, "");
  }

  /** Posts JSON, unless the client has another content type. */
  public Answer post(String path, String body) {
    return send("POST", path, body);
  }

  public Answer put(String path, String body) {
    return send("PUT", path, body);
  }

  public Answer patch(String path, String body) {
    return send("PATCH", path, body);
  }

  public Answer delete(String path) {
    return send("DELETE", path, "");
  }

  public Answer send(String method, String path, String body) {
    return send(method, path, body.getBytes(StandardCharsets.UTF_8));
  }

  public Answer send(String method, String path, byte[] body) {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .method(
                method,
                body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body))
            // A stopping server waits a second for idle connections, and each test stops one.
            .header("Connection", "close");
    if (!headers.isEmpty()) {
      request.headers(headers.toArray(String[]::new));
    }
    if (body.length > 0 && !headers.contains("Content-Type")) {
      request.header("Content-Type", "application/json");
    }
    try {
      return new Answer(HTTP.send(request.build(), BodyHandlers.ofString()));
    } catch (IOException e) {
      throw new AssertionError("no answer to " + method + " " + path, e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** A received answer. */
  public record Answer(HttpResponse<String> response) {
    public int status() {
      return response.statusCode();
    }

    public String body() {
      return response.body();
    }

    public JsonNode json() {
      return Json.parse(response.body());
    }

    public String header(String name) {
      return response.headers().firstValue(name).orElse(null);
    }

    public String errorCode() {
      return json().at("/error/code").asText();
    }

    /** Each wrong field with its violation's code, such as {@code content:too_long}, in order. */
    public List<String> wrongFields() {
      var fields = new ArrayList<String>();
      json()
          .at("/error/details")
          .forEach(
              detail ->
                  fields.add(detail.path("field").asText() + ":" + detail.path("code").asText()));
      return fields;
    }
  }
}
