package io.chatalot.webhooks.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chatalot.webhooks.application.driving.call.Command;
import io.chatalot.webhooks.application.driving.call.Fields;
import io.chatalot.webhooks.domain.AvatarUrl;
import io.chatalot.webhooks.domain.DisplayName;
import io.chatalot.webhooks.domain.MessageContent;
import io.chatalot.webhooks.domain.Reason;
import io.chatalot.webhooks.domain.Violation;
import io.chatalot.webhooks.domain.ViolationCode;
import io.chatalot.webhooks.domain.Violations;
import io.chatalot.webhooks.domain.WebhookException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandTest {
  private static final String AVATAR = "https://example.com/a.png";

  private final Violations violations = new Violations();

  @Test
  void aFullPayloadIsRead() {
    assertThat(read(Map.of("content", " hello ", "username", " CI Bot ", "avatar_url", AVATAR)))
        .contains(
            new Command(
                new MessageContent(" hello "),
                Optional.of(new DisplayName("CI Bot")),
                Optional.of(new AvatarUrl(AVATAR))));
    violations.throwIfAny();
  }

  @Test
  void contentAloneIsEnough() {
    assertThat(read(Map.of("content", "hello"))).contains(Command.say("hello"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t\n", "\u00a0", "\u3000\u2007 \ufeff\u0085"})
  void anEmptyOverrideMeansTheWebhooksOwn(String empty) {
    assertThat(read(Map.of("content", "hello", "username", empty, "avatar_url", empty)))
        .contains(Command.say("hello"));
    violations.throwIfAny();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u200b", "\u00a0\u2060\u00a0", "\u3164"})
  void aNameThatNobodyCanSeeIsNoEmptyOne(String invisible) {
    assertThat(read(Map.of("content", "hello", "username", invisible))).isEmpty();
    assertThat(told()).containsExactly("username invisible");
  }

  @Test
  void unknownFieldsAreNotLookedAt() {
    assertThat(read(Map.of("content", "hello", "tts", "\u0000", "name", ""))).isPresent();
  }

  @Test
  void missingContentIsRequired() {
    assertThat(read(Map.of("username", "CI"))).isEmpty();
    assertThat(told()).containsExactly("content required");
  }

  @Test
  void emptyContentIsTooShortAndNotMissing() {
    assertThat(read(Map.of("content", ""))).isEmpty();
    assertThat(told()).containsExactly("content too_short");
  }

  @Test
  void allWrongFieldsAreToldAtOnceByTheCallersNames() {
    Map<String, String> wrong =
        Map.of(
            "content", "a".repeat(4001), "username", "a".repeat(65), "avatar_url", "javascript:x");

    assertThat(read(wrong)).isEmpty();
    assertThat(told())
        .containsExactly("content too_long", "username too_long", "avatar_url invalid_url");
  }

  @ParameterizedTest
  @ValueSource(strings = {"content", "username", "avatar_url"})
  void oneWrongFieldIsToldAlone(String field) {
    var fields = new HashMap<>(Map.of("content", "hello"));
    fields.put(field, "\u0000");

    assertThat(read(fields)).isEmpty();
    assertThat(told()).containsExactly(field + " invalid_character");
  }

  @Test
  void fieldsOfAWrongTypeAreToldWithTheOthers() {
    Fields numbers =
        field -> {
          throw WebhookException.invalid(field, ViolationCode.INVALID_TYPE, "must be a string");
        };

    assertThat(Command.of(numbers, violations)).isEmpty();
    assertThat(told())
        .containsExactly(
            "content invalid_type", "username invalid_type", "avatar_url invalid_type");
  }

  @Test
  void aFaultBehindTheFieldsGoesThrough() {
    Fields away =
        field -> {
          throw new WebhookException(Reason.UNAVAILABLE, "away");
        };

    assertThatThrownBy(() -> Command.of(away, violations)).hasMessage("away");
    violations.throwIfAny();
  }

  @Test
  void whatWasNotedBeforeIsToldTooButDoesNotKeepTheCommandBack() {
    violations.add(new Violation("embeds", ViolationCode.INVALID_TYPE, "must be an array"));

    assertThat(read(Map.of("content", "hello"))).isPresent();
    assertThat(told()).containsExactly("embeds invalid_type");
  }

  private Optional<Command> read(Map<String, String> fields) {
    return Command.of(field -> Optional.ofNullable(fields.get(field)), violations);
  }

  private List<String> told() {
    return Stage.refusal(violations::throwIfAny).violations().stream()
        .map(violation -> violation.field() + " " + violation.code().wireName())
        .toList();
  }
}
