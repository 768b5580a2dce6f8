package io.chatalot.webhooks.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.adapter.http.TestClient.Answer;
import io.chatalot.webhooks.adapter.http.call.ExecutionRoutes;
import io.chatalot.webhooks.adapter.http.host.CrossOrigins;
import io.chatalot.webhooks.adapter.http.host.TrustedProxies;
import io.chatalot.webhooks.adapter.http.json.Json;
import io.chatalot.webhooks.adapter.http.route.Gzip;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Content encodings and entity tags. */
class NegotiationTest {
  private static final String APP = "https://app.example";
  private static final String SMALL = "/page/main.js";

  /** Files of 5 KB, 13 KB, 100 KB and 1.5 MB, which take different ways to the client. */
  private static final List<String> FILES =
      List.of(
          "/page/stream.js",
          "/page/page.css",
          "/api/openapi.json",
          "/api/docs/swagger-ui-bundle.js");

  private static TestServer server;

  @BeforeAll
  static void serve() {
    server =
        new TestServer(
            TestServer.options(
                TrustedProxies.NONE,
                new CrossOrigins(Set.of(APP), Set.of()),
                false,
                Optional.empty()));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "gzip                        | true",
        "GZIP                        | true",
        "gzip;q=1.0                  | true",
        "gzip; q=0.5                 | true",
        "gzip;q=0.001                | true",
        "deflate, gzip               | true",
        "gzip, deflate, br, zstd     | true",
        "br;q=1.0, gzip;q=0.8, *;q=0 | true",
        "*                           | true",
        "identity;q=0.5, *           | true",
        "gzip, identity              | true",
        "identity;q=0, gzip;q=0.1    | true",
        "gzip;q=0                    | false",
        "gzip;q=0.0                  | false",
        "gzip ; q=0                  | false",
        "GZIP;Q=0                    | false",
        "gzip;q=nonsense             | false",
        "gzip; q = 0                 | false",
        "gzip;\"q\"=1                 | false",
        "gzip, \"                     | false",
        "\"                           | false",
        "gzip;q=0, *                 | false",
        "*, gzip;q=0                 | false",
        "*;q=0                       | false",
        "identity, *;q=0.1           | false",
        "identity, gzip;q=0.5        | false",
        "identity                    | false",
        "xgzip, gzipped              | false",
        "br, deflate                 | false",
        "``                          | false"
      })
  void gzipIsSentToClientsThatAcceptIt(String accepted, boolean gzip) {
    for (String file : FILES) {
      Answer answer = server.anonymous().with("Accept-Encoding", accepted).get(file);
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.header("Content-Encoding")).as(file).isEqualTo(gzip ? "gzip" : null);
    }
  }

  @Test
  void withoutAcceptEncodingNothingIsEncodedAndSeveralLinesAreOneList() {
    assertThat(server.anonymous().get(FILES.get(0)).header("Content-Encoding")).isNull();
    assertThat(Gzip.isAccepted(List.of())).isFalse();
    assertThat(Gzip.isAccepted(List.of("br", "gzip"))).isTrue();
    assertThat(Gzip.isAccepted(List.of("gzip;q=0", "*"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "gzip;q=0", "identity"})
  void whatAnAnswerDependsOnIsAddedUp(String accepted) {
    for (String file : List.of("/api/openapi.json", "/api/docs/swagger-ui-bundle.js")) {
      for (String method : List.of("GET", "HEAD")) {
        Answer answer =
            server
                .anonymous()
                .with("Accept-Encoding", accepted)
                .with("Origin", APP)
                .send(method, file, "");
        assertThat(vary(answer)).as(file).containsExactlyInAnyOrder("Origin", "Accept-Encoding");
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(APP);
      }
    }
    assertThat(vary(server.anonymous().with("Accept-Encoding", accepted).get("/page/page.css")))
        .containsExactly("Accept-Encoding");
    assertThat(vary(server.anonymous().with("Accept-Encoding", accepted).get(SMALL))).isEmpty();
  }

  /** Messages are compressed like files. */
  @Test
  void messagesAreEncodedLikeFiles() {
    String token = server.createWebhook("CI").path("token").asText();
    for (int size : new int[] {2_000, 4_000}) {
      server
          .anonymous()
          .post(
              ExecutionRoutes.PREFIX + token, Json.object().put("content", "x".repeat(size)) + "");
    }
    for (String limit : List.of("?limit=1", "?limit=100")) {
      TestClient owner = server.as("owner");
      String path = server.channelPath() + "/messages" + limit;
      Answer gzip = owner.with("Accept-Encoding", "gzip").get(path);
      Answer plain = owner.with("Accept-Encoding", "gzip;q=0").get(path);

      assertThat(gzip.header("Content-Encoding")).isEqualTo("gzip");
      assertThat(plain.header("Content-Encoding")).isNull();
      assertThat(vary(gzip)).containsExactly("Origin", "Accept-Encoding");
      assertThat(vary(plain)).containsExactly("Origin", "Accept-Encoding");
    }
  }

  @Test
  void headHasTheHeadersOfGet() {
    for (String file : FILES) {
      for (String accepted : List.of("gzip", "identity")) {
        TestClient client = server.anonymous().with("Accept-Encoding", accepted);
        Answer get = client.get(file);
        Answer head = client.send("HEAD", file, "");
        assertThat(head.body()).isEmpty();
        for (String name : List.of("Content-Length", "Content-Encoding", "ETag", "Content-Type")) {
          assertThat(head.header(name)).as(file + " " + name).isEqualTo(get.header(name));
        }
      }
    }
  }

  @Test
  void eachEncodingHasATagOfItsOwn() {
    for (String file : FILES) {
      String plain = tag(file, "identity");
      String gzip = tag(file, "gzip");

      assertThat(plain).as(file).matches("\"[0-9a-f]{24}\"");
      assertThat(gzip).as(file).isNotEqualTo(plain);
      assertThat(has(file, "gzip", gzip)).isEqualTo(304);
      assertThat(has(file, "identity", plain)).isEqualTo(304);
      assertThat(has(file, "gzip", plain)).isEqualTo(200);
      assertThat(has(file, "identity", gzip)).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{tag}                       | 304",
        "W/{tag}                     | 304",
        "\"x\", {tag}                | 304",
        "\"x\",W/\"y\" ,W/{tag}      | 304",
        "{tag},\"x\"                 | 304",
        "\"a,b\", {tag}              | 304",
        "\"back\\\", {tag}           | 304",
        "*                           | 304",
        "\"x\"                       | 200",
        "W/\"x\"                     | 200",
        "\"*\"                       | 200",
        "\"\"                        | 200",
        "nonsense                    | 200"
      },
      ignoreLeadingAndTrailingWhitespace = true)
  void whatAClientHasIsNotSentAgain(String known, int status) {
    for (String file : List.of(SMALL, "/api/openapi.json")) {
      String tags = known.replace("{tag}", tag(file, "gzip"));
      assertThat(has(file, "gzip", tags)).as(tags).isEqualTo(status);
    }
  }

  @Test
  void a304NamesTheCurrentTag() throws IOException {
    String tag = tag("/api/openapi.json", "gzip");
    // Several header lines, as from a cache with several versions.
    String known = "If-None-Match: \"x\"\r\nIf-None-Match: W/" + tag + "\r\n";
    String answer =
        RawHttp.send(
            server.port(), "GET", "/api/openapi.json", known + "Accept-Encoding: gzip\r\n", "");

    assertThat(answer)
        .startsWith("HTTP/1.1 304 ")
        .contains("ETag: " + tag, "Vary: Origin, Accept-Encoding", "Cache-Control: no-cache")
        .doesNotContain("Content-Encoding");
  }

  private static int has(String file, String accepted, String tags) {
    return server
        .anonymous()
        .with("Accept-Encoding", accepted)
        .with("If-None-Match", tags)
        .get(file)
        .status();
  }

  private static String tag(String file, String accepted) {
    return server.anonymous().with("Accept-Encoding", accepted).get(file).header("ETag");
  }

  private static List<String> vary(Answer answer) {
    List<String> lines = answer.response().headers().allValues("Vary");
    assertThat(lines).hasSizeLessThan(2);
    return lines.stream().flatMap(line -> Arrays.stream(line.split(", "))).toList();
  }
}
