package io.chatalot.webhooks.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.chatalot.webhooks.adapter.http.call.ExecutionRoutes;
import io.chatalot.webhooks.adapter.http.json.Json;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadingTest {
  private TestServer server;
  private String execute;
  private String messages;

  @BeforeEach
  void serve() {
    server = new TestServer();
    execute = ExecutionRoutes.PREFIX + server.createWebhook("CI").path("token").asText();
    messages = server.channelPath() + "/messages";
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aPageIsTheNewestFirstAndGoesBothWays() {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      ids.add(post("message " + i));
    }

    assertThat(contents("?limit=2")).containsExactly("message 4", "message 3");
    assertThat(contents("?limit=2&before=" + ids.get(3))).containsExactly("message 2", "message 1");
    assertThat(contents("?limit=2&after=" + ids.get(1))).containsExactly("message 3", "message 2");
    assertThat(contents("?after=" + ids.get(0) + "&before=" + ids.get(4)))
        .containsExactly("message 3", "message 2", "message 1");
    assertThat(contents("")).hasSize(5);
  }

  @Test
  void fiftyAreReadUnlessAnotherNumberIsAskedFor() {
    for (int i = 0; i < 101; i++) {
      post("message " + i);
    }
    assertThat(contents("")).hasSize(50);
    assertThat(contents("?limit=100")).hasSize(100);
    assertThat(contents("?limit=1")).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "?limit=0,limit:out_of_range",
    "?limit=101,limit:out_of_range",
    "?limit=-1,limit:out_of_range",
    "?limit=ten,limit:out_of_range",
    "?limit=,limit:out_of_range",
    "?limit=99999999999,limit:out_of_range",
    "?before=nonsense,before:invalid_value",
    "?after=00000000-0000-4000-8000-000000000000,after:unknown_message"
  })
  void aWrongRangeIs422(String query, String expected) {
    var answer = server.as("member").get(messages + query);
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.wrongFields()).containsExactly(expected);
  }

  @ParameterizedTest
  @CsvSource({"owner,204", "admin,204", "moderator,204", "member,403", "stranger,404"})
  void aMessageIsTakenOutByWhoMay(String user, int status) {
    String id = post("leaked");
    assertThat(server.as(user).delete(messages + "/" + id).status()).isEqualTo(status);
    assertThat(contents("")).hasSize(status == 204 ? 0 : 1);
  }

  @Test
  void aMessageIsTakenOutOnce() {
    String id = post("leaked");
    assertThat(server.as("owner").delete(messages + "/" + id).status()).isEqualTo(204);
    assertThat(server.as("owner").delete(messages + "/" + id).status()).isEqualTo(404);
    assertThat(server.as("owner").delete(messages + "/nonsense").status()).isEqualTo(404);
  }

  @Test
  void onlyMembersRead() {
    assertThat(server.as("stranger").get(messages).status()).isEqualTo(404);
    assertThat(server.anonymous().get(messages).status()).isEqualTo(401);
  }

  private String post(String content) {
    JsonNode message =
        server
            .anonymous()
            .post(execute + "?wait=true", Json.object().put("content", content).toString())
            .json();
    return message.path("id").asText();
  }

  private List<String> contents(String query) {
    var contents = new ArrayList<String>();
    server
        .as("member")
        .get(messages + query)
        .json()
        .forEach(message -> contents.add(message.path("content").asText()));
    return contents;
  }
}
