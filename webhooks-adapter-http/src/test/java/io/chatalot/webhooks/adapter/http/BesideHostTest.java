package io.chatalot.webhooks.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.chatalot.webhooks.adapter.http.TestClient.Answer;
import io.chatalot.webhooks.adapter.http.call.ExecutionRoutes;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The server beside a host that has the accounts, such as a Chatalot. */
class BesideHostTest {
  private static final String ALL = "/api/admin/webhooks";

  private final TestServer server = TestServer.besideHost();

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /api/auth/login",
    "GET, /api/auth/login",
    "OPTIONS, /api/auth/login",
    "POST, /api/auth/logout",
    "POST, /api/auth/login/"
  })
  void thereIsNoLogIn(String method, String path) {
    Answer answer =
        server.as("owner").send(method, path, "{\"username\":\"owner\",\"password\":\"x\"}");

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.errorCode()).isEqualTo("not_found");
    assertThat(answer.header("Set-Cookie")).isNull();
  }

  @Test
  void theCurrentUserIsThatOfTheBearerTokenAndGetsNoCookie() {
    Answer answer = server.as("member").get("/api/me");

    assertThat(answer.json().path("username").asText()).isEqualTo("member");
    assertThat(answer.header("Set-Cookie")).isNull();
  }

  /** An opened stream would never end. */
  @ParameterizedTest
  @Timeout(30)
  @ValueSource(strings = {"/api/me", "/api/communities", ALL, "channel", "stream"})
  void aTokenInACookieIsNeverRead(String path) {
    String address =
        switch (path) {
          case "channel" -> server.channelPath() + "/webhooks";
          case "stream" -> server.channelPath() + "/messages/stream";
          default -> path;
        };
    String cookie = "chatalot_session=" + server.host.session("owner");
    TestClient page =
        server.anonymous().with("Cookie", cookie).with("Sec-Fetch-Site", "same-origin");

    Answer answer = page.get(address);

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.errorCode()).isEqualTo("unauthorized");
    assertThat(page.with("Authorization", "Basic eDp5").get(address).status()).isEqualTo(401);
  }

  @Test
  void aCookieNeitherChangesSomethingNorStandsInTheWayOfAToken() {
    String webhooks = server.channelPath() + "/webhooks";
    TestClient page =
        server
            .anonymous()
            .with("Cookie", "chatalot_session=" + server.host.session("owner"))
            .with("Sec-Fetch-Site", "same-origin");

    assertThat(page.post(webhooks, "{\"name\":\"CI\"}").status()).isEqualTo(401);
    assertThat(
            page.with("Authorization", "Bearer " + server.host.session("owner"))
                .post(webhooks, "{\"name\":\"CI\"}")
                .status())
        .isEqualTo(201);
    assertThat(
            page.with("Authorization", "Bearer nonsense")
                .post(webhooks, "{\"name\":\"CI\"}")
                .status())
        .isEqualTo(401);
  }

  @Test
  void thePageTakesTheSessionOfTheHostsClient() {
    Answer page =
        server
            .anonymous()
            .with("Cookie", "chatalot_session=" + server.host.session("owner"))
            .get("/");

    assertThat(page.body()).contains("data-session=\"host\"");
    assertThat(server.anonymous().get("/").body()).isEqualTo(page.body());
  }

  @Test
  void allWebhooksAreListedPageByPage() {
    List<String> made = new ArrayList<>();
    for (int i = 1; i <= 23; i++) {
      made.add(server.createWebhook("Webhook " + i).path("id").asText());
    }

    JsonNode first = list("owner", "");
    assertThat(first.path("total").asLong()).isEqualTo(23);
    assertThat(ids(first)).isEqualTo(made.subList(0, 20));
    assertThat(ids(list("owner", "?page=2"))).isEqualTo(made.subList(20, 23));
    assertThat(ids(list("owner", "?page=3&per_page=5"))).isEqualTo(made.subList(10, 15));
    assertThat(ids(list("owner", "?per_page=100"))).isEqualTo(made);
    JsonNode last = list("owner", "?page=2147483647&per_page=100");
    assertThat(ids(last)).isEmpty();
    assertThat(last.path("total").asLong()).isEqualTo(23);
  }

  @Test
  void aListedWebhookHasTheFieldsOfTheHostsOwnListAndNoToken() {
    JsonNode issued = server.createWebhook("CI");
    JsonNode described = server.anonymous().get("/api/openapi.json").json();

    Answer answer = server.as("owner").get(ALL);

    JsonNode webhook = answer.json().path("webhooks").path(0);
    assertThat(names(answer.json())).containsExactly("webhooks", "total");
    assertThat(names(webhook))
        .containsExactly("id", "channel_id", "name", "active", "created_by", "created_at")
        .isEqualTo(names(described.at("/components/schemas/InstanceWebhook/properties")));
    for (String field : names(webhook)) {
      assertThat(webhook.path(field)).as(field).isEqualTo(issued.path(field));
    }
    assertThat(answer.body()).doesNotContain(issued.path("token").asText(), "token", "avatar");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "?page=0              | page:out_of_range | must be a whole number from 1 to 2147483647",
        "?page=-1             | page:out_of_range | must be a whole number from 1 to 2147483647",
        "?page=2147483648     | page:out_of_range | must be a whole number from 1 to 2147483647",
        "?page=99999999999999 | page:out_of_range | must be a whole number from 1 to 2147483647",
        "?page=               | page:out_of_range | must be a whole number from 1 to 2147483647",
        "?page=one            | page:out_of_range | must be a whole number from 1 to 2147483647",
        "?per_page=0          | per_page:out_of_range | must be a whole number from 1 to 100",
        "?per_page=101        | per_page:out_of_range | must be a whole number from 1 to 100",
        "?page=1&per_page=1.5 | per_page:out_of_range | must be a whole number from 1 to 100"
      })
  void aPageOutOfBoundsIs422AndNamesFieldAndBound(String query, String wrong, String bound) {
    Answer answer = server.as("owner").get(ALL + query);

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.wrongFields()).containsExactly(wrong);
    assertThat(answer.json().at("/error/details/0/message").asText()).isEqualTo(bound);
  }

  @Test
  void bothWrongParametersAreNamed() {
    assertThat(server.as("owner").get(ALL + "?page=0&per_page=0").wrongFields())
        .containsExactly("page:out_of_range", "per_page:out_of_range");
  }

  @ParameterizedTest
  @ValueSource(strings = {"admin", "moderator", "member", "stranger"})
  void whoDoesNotRunTheInstanceGets403(String username) {
    Answer answer = server.as(username).get(ALL);

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.errorCode()).isEqualTo("forbidden");
  }

  @Test
  void withoutASessionTheListIs401AndItsOtherMethods405() {
    assertThat(server.anonymous().get(ALL).status()).isEqualTo(401);
    assertThat(server.anonymous().with("Authorization", "Bearer x").get(ALL).status())
        .isEqualTo(401);
    assertThat(server.as("owner").post(ALL, "{}").status()).isEqualTo(405);
  }

  @Test
  void aStandaloneServerHasNoListOfAllWebhooks() {
    try (TestServer standalone = new TestServer()) {
      Answer answer = standalone.as("owner").get(ALL);

      assertThat(answer.status()).isEqualTo(404);
      assertThat(answer.errorCode()).isEqualTo("not_found");
    }
  }

  @Test
  void callsNeedNoSessionHereEither() {
    String token = server.createWebhook("CI").path("token").asText();

    assertThat(
            server.anonymous().post(ExecutionRoutes.PREFIX + token, "{\"content\":\"x\"}").status())
        .isEqualTo(200);
    assertThat(server.as("member").get(server.channelPath() + "/messages").json()).hasSize(1);
  }

  @Test
  void aChannelOutsideOfEveryCommunityHasNone() {
    server.host.listsAlone = true;
    JsonNode channel =
        server
            .as("member")
            .get("/api/communities/00000000-0000-0000-0000-000000000000/channels")
            .json()
            .path(0);

    assertThat(channel.path("id").asText()).isEqualTo(server.host.channel.toString());
    assertThat(channel.get("community_id").isNull()).isTrue();
    assertThat(channel.path("role").asText()).isEqualTo("admin");
    assertThat(channel.get("reads").asBoolean(true)).isFalse();
  }

  /** Not even as the nil id, under which channels outside of every community are listed. */
  @Test
  void aMalformedCommunityIs404() {
    server.host.listsAlone = true;
    for (String id : List.of("x", "1", "00000000-0000-0000-0000-00000000000")) {
      Answer answer = server.as("member").get("/api/communities/" + id + "/channels");
      assertThat(answer.status()).isEqualTo(404);
      assertThat(answer.errorCode()).isEqualTo("not_found");
    }
  }

  private JsonNode list(String username, String query) {
    return server.as(username).get(ALL + query).json();
  }

  private static List<String> ids(JsonNode page) {
    return page.path("webhooks").findValuesAsText("id");
  }

  private static List<String> names(JsonNode node) {
    var names = new ArrayList<String>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
