package io.chatalot.webhooks.adapter.http.tool.template.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.chatalot.webhooks.adapter.http.Allocated;
import io.chatalot.webhooks.adapter.http.tool.template.engine.value.Run;
import io.chatalot.webhooks.application.driven.Templates.Rendered;
import io.chatalot.webhooks.application.fuzz.Parsed;
import io.chatalot.webhooks.application.markdown.Markdown;
import io.chatalot.webhooks.domain.Invisible;
import io.chatalot.webhooks.domain.MessageContent;
import io.chatalot.webhooks.domain.Reason;
import io.chatalot.webhooks.domain.Template;
import io.chatalot.webhooks.domain.WebhookException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Any template with any payload ends within its bounds, and no value becomes markup. */
class TemplateFuzzTest {
  private static final long MOST_ALLOCATED = 64L * 1024 * 1024;

  /**
   * A value of {@link FuzzedTemplate} that became the markup it looks like. A line of a value may
   * be a row of the author's table: only the value that looks like a table must make none.
   */
  private static final Pattern MARKUP =
      Pattern.compile(
          "<(?:strong|em|del|h[1-6]|li|blockquote|code)>\\s*(?:<p>)?zq<"
              + "|<h[1-6]>\\s*zh</h"
              + "|<t[hd]>zt<"
              + "|<a href=\"[^\"]*zq\\.example[^\"]*\"[^>]*>zq<");

  private final PebbleTemplates templates = new PebbleTemplates();
  private final Markdown markdown = new Markdown();

  @FuzzTest(maxDuration = "", maxExecutions = 200_000)
  void aRenderingEndsWithinItsBoundsAndEscapes(byte[] data) {
    FuzzedTemplate fuzzed = FuzzedTemplate.of(data);
    Optional<Template> template = Parsed.of(() -> new Template(fuzzed.text()));
    template.ifPresent(each -> check(each, fuzzed));
  }

  private void check(Template template, FuzzedTemplate fuzzed) {
    boolean readable = orRefused(() -> read(template)).isPresent();
    Optional<Rendered> rendered = rendered(template, fuzzed.payload());
    // The second time, since Jazzer changes classes as they load.
    assertThat(Allocated.once(() -> rendered(template, fuzzed.payload())))
        .isLessThan(MOST_ALLOCATED);
    assertThat(readable || rendered.isEmpty()).isTrue();
    assertThat(rendered(template, fuzzed.payload())).isEqualTo(rendered);
    rendered.ifPresent(
        each -> {
          assertThat(each.text().getBytes(StandardCharsets.UTF_8).length)
              .isLessThanOrEqualTo(Run.MAX_TEXT);
          if (fuzzed.escapes()) {
            requireNoMarkup(each.text());
          }
        });
  }

  /** As {@link Parsed#of}, but the message of a fault may list all filters. */
  private static <T> Optional<T> orRefused(Supplier<T> work) {
    try {
      return Optional.of(work.get());
    } catch (WebhookException refused) {
      assertThat(refused.reason()).isEqualTo(Reason.INVALID);
      assertThat(refused.violations())
          .hasSize(1)
          .allSatisfy(
              violation -> {
                assertThat(violation.field()).isEqualTo("template");
                assertThat(violation.message()).matches("line [0-9]+, column [0-9]+: [ -~]{1,300}");
              });
      return Optional.empty();
    }
  }

  private boolean read(Template template) {
    templates.require(template);
    return true;
  }

  private Optional<Rendered> rendered(Template template, Object payload) {
    return orRefused(() -> templates.render(template, payload, Map.of("x-event", "*zq*")));
  }

  private void requireNoMarkup(String text) {
    if (Invisible.isAll(text)
        || text.codePointCount(0, text.length()) > MessageContent.MAX_LENGTH) {
      return;
    }
    MessageContent content;
    try {
      content = new MessageContent(text);
    } catch (WebhookException notStorable) {
      return;
    }
    assertThat(markdown.toHtml(content)).doesNotContainPattern(MARKUP);
  }
}
