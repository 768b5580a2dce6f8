package io.chatalot.webhooks.adapter.http.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.JsonNode;
import io.chatalot.webhooks.adapter.http.problem.Problem;
import io.chatalot.webhooks.application.driving.call.Command;
import io.chatalot.webhooks.application.fuzz.Parsed;
import io.chatalot.webhooks.application.fuzz.TimeLimit;
import io.chatalot.webhooks.domain.Violations;
import io.chatalot.webhooks.domain.WebhookException;
import java.util.Optional;
import java.util.Set;

class JsonFuzzTest {
  private final TimeLimit limit = new TimeLimit();

  @FuzzTest(maxDuration = "", maxExecutions = 200_000)
  void aBodyIsACommandOrIsRefusedWithoutBeingQuoted(byte[] body) {
    limit.check(() -> parse(body).ifPresent(JsonFuzzTest::read));
  }

  private static Optional<JsonNode> parse(byte[] body) {
    try {
      return Optional.of(Json.parse(Utf8.text(body)));
    } catch (MalformedJson malformed) {
      assertThat(malformed.getMessage())
          .matches(
              "is empty|is not valid UTF-8|is not valid JSON( at line [0-9]+, column [0-9]+)?"
                  + "|nests deeper than 500 levels or has a number of more than 1000 digits");
      return Optional.empty();
    }
  }

  private static void read(JsonNode value) {
    Parsed.of(() -> command(value))
        .ifPresent(
            command -> {
              assertThat(command.content().value()).isEqualTo(value.path("content").textValue());
              command
                  .username()
                  .ifPresent(
                      name ->
                          assertThat(value.path("username").textValue()).contains(name.value()));
              command
                  .avatarUrl()
                  .ifPresent(
                      url ->
                          assertThat(url.value()).isEqualTo(value.path("avatar_url").textValue()));
            });
    if (value.isObject()) {
      refuseAllFields(value);
    }
  }

  private static Command command(JsonNode value) {
    var violations = new Violations();
    Optional<Command> command = Command.of(new JsonFields(value), violations);
    violations.throwIfAny();
    return command.orElseThrow();
  }

  /** An answer that names unknown fields is valid JSON with shortened names. */
  private static void refuseAllFields(JsonNode value) {
    var violations = new Violations();
    new JsonFields(value).refuseOthers(Set.of(), violations);
    try {
      violations.throwIfAny();
    } catch (WebhookException refused) {
      Problem problem = Problem.validation(refused.violations(), "wrong");
      JsonNode answer = Json.parse(Json.text(problem.toJson()));
      assertThat(answer.at("/error/details")).hasSize(value.size());
      answer
          .at("/error/details")
          .forEach(
              detail -> {
                String field = detail.path("field").textValue();
                assertThat(field.codePointCount(0, field.length())).isLessThanOrEqualTo(65);
              });
    }
  }
}
