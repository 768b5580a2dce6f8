package io.chatalot.webhooks.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.chatalot.webhooks.adapter.http.call.ExecutionRoutes;
import io.chatalot.webhooks.adapter.http.problem.ProblemCode;
import io.chatalot.webhooks.domain.ViolationCode;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocsTest {
  private TestServer server;

  @BeforeEach
  void serve() {
    server = new TestServer();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /** Leaves out the older versions of Discord's API, whose descriptions would only repeat. */
  @Test
  void theDescriptionHasEveryRouteAndNoOther() {
    JsonNode description = server.anonymous().get("/api/openapi.json").json();
    var described = new ArrayList<String>();
    description
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .fieldNames()
                    .forEachRemaining(
                        method ->
                            described.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
    try (TestServer besideHost = TestServer.besideHost()) {
      Set<String> answered =
          Stream.of(server, besideHost)
              .flatMap(each -> Stream.of(each.api.listing(), each.serverApi.listing()))
              .flatMap(List::stream)
              .filter(route -> !route.matches("[A-Z]+ /api/v[678]/.*"))
              .collect(Collectors.toSet());

      assertThat(described).containsExactlyInAnyOrderElementsOf(answered);
    }
  }

  /** Leaves out codes that only other platforms' errors have. */
  @Test
  void theDescriptionHasEveryCodeOfAnErrorAndNoOther() {
    JsonNode error =
        server
            .anonymous()
            .get("/api/openapi.json")
            .json()
            .at("/components/schemas/Error/properties/error/properties");
    Set<ProblemCode> ofPlatforms =
        EnumSet.of(ProblemCode.NO_TEXT, ProblemCode.MALFORMED_JSON, ProblemCode.UNKNOWN_MESSAGE);

    assertThat(texts(error.at("/code/enum")))
        .containsExactlyElementsOf(
            EnumSet.complementOf(EnumSet.copyOf(ofPlatforms)).stream()
                .map(ProblemCode::wireName)
                .toList());
    assertThat(texts(error.at("/details/items/properties/code/enum")))
        .containsExactlyElementsOf(
            Arrays.stream(ViolationCode.values()).map(ViolationCode::wireName).toList());
  }

  private static List<String> texts(JsonNode array) {
    var texts = new ArrayList<String>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  @Test
  void everyReferenceInTheDescriptionLeadsSomewhere() {
    JsonNode description = server.anonymous().get("/api/openapi.json").json();
    var references = description.findValuesAsText("$ref");
    assertThat(references).isNotEmpty();
    assertThat(references)
        .allSatisfy(
            reference ->
                assertThat(description.at(reference.substring(1)).isMissingNode())
                    .as(reference)
                    .isFalse());
  }

  /** Also checks that all errors of a call have one form, its platform's. */
  @Test
  void everyDescribedAnswerOfACallNamesTheLimits() {
    JsonNode description = server.anonymous().get("/api/openapi.json").json();
    description.path("paths").properties().stream()
        .filter(path -> path.getKey().contains("{token}"))
        .flatMap(path -> path.getValue().properties().stream())
        .filter(method -> method.getValue().has("responses"))
        .forEach(
            method -> {
              String call = method.getValue().path("operationId").asText();
              JsonNode answers = method.getValue().path("responses");
              answers
                  .properties()
                  .forEach(
                      answer ->
                          assertThat(resolved(description, answer.getValue()).path("headers"))
                              .as(call + " " + answer.getKey())
                              .anyMatch(
                                  header -> header.toString().endsWith("RateLimit-Policy\"}")));
              JsonNode late = resolved(description, answers.path("408")).path("content");
              JsonNode unknown = resolved(description, answers.path("404")).path("content");
              assertThat(late.toString())
                  .as(call)
                  .isEqualTo(unknown.toString().replace("no_service", "request_timeout"));
            });
  }

  private static JsonNode resolved(JsonNode description, JsonNode answer) {
    return answer.has("$ref") ? description.at(answer.path("$ref").asText().substring(1)) : answer;
  }

  @Test
  void theDescribedFieldsAreThoseThatAreAnswered() {
    JsonNode description = server.anonymous().get("/api/openapi.json").json();
    JsonNode webhook = server.createWebhook("CI");
    JsonNode message =
        server
            .anonymous()
            .post(
                ExecutionRoutes.PREFIX + webhook.path("token").asText() + "?wait=true",
                "{\"content\":\"x\"}")
            .json();
    JsonNode entry =
        server.as("owner").get(server.channelPath() + "/webhooks/audit").json().path(0);

    assertThat(names(webhook)).isEqualTo(fields(description, "IssuedWebhook"));
    assertThat(names(message)).isEqualTo(fields(description, "Message"));
    assertThat(names(entry)).isEqualTo(fields(description, "AuditEntry"));
    String channels = "/api/communities/" + server.host.community + "/channels";
    assertThat(names(server.as("owner").get(channels).json().path(0)))
        .isEqualTo(fields(description, "Channel"));
    assertThat(names(server.as("owner").get("/api/communities").json().path(0)))
        .isEqualTo(fields(description, "Community"));
    assertThat(names(server.as("owner").get("/api/me").json()))
        .isEqualTo(fields(description, "User"));
  }

  @Test
  void thePageLoadsNothingFromElsewhere() {
    var page = server.anonymous().get("/api/docs");
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.header("Content-Type")).startsWith("text/html");
    assertThat(page.header("Content-Security-Policy")).contains("default-src 'none'");
    assertThat(page.body()).doesNotContain("http://", "https://");
  }

  /** A browser resolves every link against the page's address, with the prefix that it knows. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/ api/docs",
        "/ api/docs/",
        "/api-webhooks/ api/docs",
        "/api-webhooks/ api/docs/",
        "/some/deeper/ api/docs"
      })
  void thePageFindsItsFilesAndTheDescriptionUnderEveryPrefix(String prefixAndPage) {
    String prefix = prefixAndPage.split(" ")[0];
    String path = prefixAndPage.split(" ")[1];
    URI page = URI.create("https://chat.example" + prefix + path);
    List<URI> files =
        found("(?:href|src)=\"(?!data:)([^\"]*)\"", server.anonymous().get("/" + path).body())
            .map(page::resolve)
            .toList();
    URI script = files.get(2);
    Stream<URI> description =
        found("new URL\\(\"([^\"]*)\"", server.anonymous().get("/api/docs/docs.js").body())
            .map(script::resolve);

    assertThat(Stream.concat(files.stream(), description).map(URI::getPath))
        .containsExactly(
            prefix + "api/docs/swagger-ui.css",
            prefix + "api/docs/swagger-ui-bundle.js",
            prefix + "api/docs/docs.js",
            prefix + "api/openapi.json");
  }

  private static Stream<String> found(String pattern, String text) {
    return Pattern.compile(pattern).matcher(text).results().map(found -> found.group(1));
  }

  /** OpenAPI resolves a server's address against the description's, and appends the paths. */
  @ParameterizedTest
  @ValueSource(strings = {"/", "/api-webhooks/"})
  void theDescribedPathsAreUnderThePrefixOfTheDescription(String prefix) {
    JsonNode servers = server.anonymous().get("/api/openapi.json").json().path("servers");

    assertThat(servers).hasSize(1);
    assertThat(
            URI.create("https://chat.example" + prefix + "api/openapi.json")
                .resolve(servers.path(0).path("url").asText()))
        .isEqualTo(URI.create("https://chat.example" + prefix));
  }

  @ParameterizedTest
  @ValueSource(strings = {"docs.js", "swagger-ui.css", "swagger-ui-bundle.js"})
  void thePagesFilesAreThere(String file) {
    assertThat(server.anonymous().get("/api/docs/" + file).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"openapi.json", "nothing", "..%2FProblem.class", "%2e%2e"})
  void noOtherFilesAre(String file) {
    assertThat(server.anonymous().get("/api/docs/" + file).status()).isEqualTo(404);
  }

  private static List<String> fields(JsonNode description, String schema) {
    return names(description.at("/components/schemas/" + schema + "/properties"));
  }

  private static List<String> names(JsonNode node) {
    var names = new ArrayList<String>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
