package io.chatalot.webhooks.adapter.http;

import com.fasterxml.jackson.databind.JsonNode;
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

/** Calls a server on loopback, with the headers it was given. */
final class TestClient {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final int port;
  private final List<String> headers;

  TestClient(int port) {
    this(port, List.of());
  }

  private TestClient(int port, List<String> headers) {
    this.port = port;
    this.headers = headers;
  }

  TestClient with(String header, String value) {
    var more = new ArrayList<>(headers);
    more.addAll(List.of(header, value));
    return new TestClient(port, more);
  }

  Answer get(String path) {
    return send("GET", path, "");
  }

  /** Posts JSON, unless the client has another type. */
  Answer post(String path, String body) {
    return send("POST", path, body);
  }

  Answer patch(String path, String body) {
    return send("PATCH", path, body);
  }

  Answer delete(String path) {
    return send("DELETE", path, "");
  }

  Answer send(String method, String path, String body) {
    return send(method, path, body.getBytes(StandardCharsets.UTF_8));
  }

  Answer send(String method, String path, byte[] body) {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .method(
                method,
                body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body))
            // A server waits a second for idle connections when it stops, and each test stops one.
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

  /** What came back. */
  record Answer(HttpResponse<String> response) {
    int status() {
      return response.statusCode();
    }

    String body() {
      return response.body();
    }

    JsonNode json() {
      return Json.parse(response.body());
    }

    String header(String name) {
      return response.headers().firstValue(name).orElse(null);
    }

    String errorCode() {
      return json().at("/error/code").asText();
    }

    /** Each wrong field with what is wrong, such as {@code content:too_long}, in order. */
    List<String> wrongFields() {
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
