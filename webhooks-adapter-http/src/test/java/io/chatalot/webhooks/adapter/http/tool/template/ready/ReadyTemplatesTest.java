package io.chatalot.webhooks.adapter.http.tool.template.ready;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.adapter.http.tool.Shown;
import io.chatalot.webhooks.application.driven.Templates.Rendered;
import io.chatalot.webhooks.domain.MessageContent;
import io.chatalot.webhooks.domain.MessageKey;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The ready templates show their vendors' events as the files beside the events say. */
class ReadyTemplatesTest {
  private static final String HOSTILE = "x](/evil) **b** <i> ![p](/e)\n# y\n- z";

  static List<ReadyTemplate> all() {
    return ReadyTemplate.all();
  }

  @Test
  void theIndexNamesEveryTemplate() {
    assertThat(all()).extracting(ReadyTemplate::name).isEqualTo(ReadyTemplate.files());
    assertThat(all())
        .allSatisfy(
            entry -> {
              assertThat(entry.title()).isNotBlank();
              assertThat(entry.events()).isNotBlank();
              assertThat(entry.page()).startsWith("https://");
            });
  }

  @ParameterizedTest
  @MethodSource("all")
  void eachEventIsShownAsItsFileSays(ReadyTemplate ready) {
    for (ReadyTemplate.Event event : ready.examples()) {
      Rendered rendered = ready.render(event.payload(), event.headers());
      assertThat(rendered.text().strip()).as(event.name()).isEqualTo(event.expected().strip());
      assertThat(rendered.text().length()).isLessThanOrEqualTo(MessageContent.MAX_LENGTH);
      assertThat(event.page()).startsWith("https://");
      if (!event.expected().isBlank()) {
        assertThat(rendered.key()).as(event.name()).isEqualTo(event.key());
        event.key().ifPresent(MessageKey::ofCaller);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void eachHasTwoEventsThatDiffer(ReadyTemplate ready) {
    assertThat(shown(ready)).extracting(ReadyTemplate.Event::name).contains("success");
    assertThat(shown(ready).stream().map(ReadyTemplate.Event::expected).distinct())
        .hasSizeGreaterThanOrEqualTo(2);
  }

  @ParameterizedTest
  @MethodSource("all")
  void readersSeeABoldHeadlineAndNoMarkup(ReadyTemplate ready) {
    var shown = new Shown();
    for (ReadyTemplate.Event event : shown(ready)) {
      String html = shown.html(event.expected());
      assertThat(html.lines().findFirst().orElseThrow()).contains("<strong>");
      assertThat(shown.text(event.expected())).doesNotContain("**", "](", "\\", "{{", "null");
    }
  }

  /** Vendors leave members out and send null; a template shows the rest. */
  @ParameterizedTest
  @MethodSource("all")
  void aMemberThatIsMissingOrNullIsNoFault(ReadyTemplate ready) {
    for (ReadyTemplate.Event event : ready.examples()) {
      Leaves.without(event.payload()).forEach(payload -> ready.render(payload, event.headers()));
      Leaves.with(event.payload(), null).forEach(payload -> ready.render(payload, event.headers()));
    }
    assertThat(ready.render(Map.of(), Map.of()).text()).isBlank();
    assertThat(ready.render(List.of(), Map.of()).text()).isBlank();
  }

  @ParameterizedTest
  @MethodSource("all")
  void aTextOfAPayloadCannotWriteMarkup(ReadyTemplate ready) {
    var shown = new Shown();
    long links =
        shown(ready).stream()
            .mapToLong(event -> links(shown.html(event.expected())))
            .max()
            .orElse(0);
    for (ReadyTemplate.Event event : shown(ready)) {
      Leaves.with(event.payload(), HOSTILE)
          .map(payload -> ready.render(payload, event.headers()).text())
          .filter(text -> !text.isBlank())
          .forEach(
              text -> {
                String html = shown.html(text);
                assertThat(html)
                    .doesNotContain("<img", "<i>", "<h1", "<strong>b<", "/evil\"", "<li>z");
                assertThat(links(html)).isLessThanOrEqualTo(links);
              });
    }
  }

  private static long links(String html) {
    return html.split("<a ", -1).length - 1L;
  }

  private static List<ReadyTemplate.Event> shown(ReadyTemplate ready) {
    return ready.examples().stream().filter(event -> !event.expected().isBlank()).toList();
  }
}
