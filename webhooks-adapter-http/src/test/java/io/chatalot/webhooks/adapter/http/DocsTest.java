package io.chatalot.webhooks.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.chatalot.webhooks.adapter.http.call.ExecutionRoutes;
import io.chatalot.webhooks.adapter.http.problem.ProblemCode;
import io.chatalot.webhooks.domain.ViolationCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
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
    List<String> answered =
        Stream.of(server.api.listing(), server.serverApi.listing()).flatMap(List::stream).toList();

    assertThat(described).containsExactlyInAnyOrderElementsOf(answered);
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
  }

  @Test
  void thePageLoadsNothingFromElsewhere() {
    var page = server.anonymous().get("/api/docs");
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.header("Content-Type")).startsWith("text/html");
    assertThat(page.header("Content-Security-Policy")).contains("default-src 'none'");
    assertThat(page.body()).doesNotContain("http://", "https://");
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
