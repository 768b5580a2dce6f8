package io.chatalot.webhooks.adapter.http.tool.template.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.chatalot.webhooks.domain.Template;
import io.chatalot.webhooks.domain.WebhookException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples of {@code docs/templates.md} work as shown, and every filter is in it. */
class DocumentedTemplatesTest {
  private static final Pattern EXAMPLE =
      Pattern.compile(
          "```json\n(.*?)```.*?```twig\n(.*?)```.*?```markdown\n(.*?)```", Pattern.DOTALL);
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_LONG_FOR_INTS);

  private final PebbleTemplates templates = new PebbleTemplates();
  private final String document = document();

  private static String document() {
    try {
      return Files.readString(Path.of("../docs/templates.md"));
    } catch (IOException missing) {
      throw new AssertionError(missing);
    }
  }

  @Test
  void eachExampleMakesItsMessage() throws IOException {
    List<MatchResult> examples = EXAMPLE.matcher(document).results().toList();
    assertThat(examples).hasSizeGreaterThan(4);
    for (MatchResult example : examples) {
      Object payload = JSON.readValue(example.group(1), Object.class);
      String text = templates.render(new Template(example.group(2)), payload, Map.of()).text();
      assertThat(text.strip()).isEqualTo(example.group(3).strip());
    }
  }

  @Test
  void theExampleOfVariablesNamesTheMessage() {
    var rendered =
        templates.render(
            new Template("{% set username = \"Pager\" %}{% set key = \"a-1\" %}x"),
            Map.of(),
            Map.of());
    assertThat(rendered.username()).contains("Pager");
    assertThat(rendered.key()).contains("a-1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{{ a | nosuch }}", "{{ a is nosuch }}"})
  void everyFilterAndTestIsNamed(String unknown) {
    WebhookException refused =
        catchThrowableOfType(
            WebhookException.class, () -> templates.require(new Template(unknown)));
    String message = refused.violations().get(0).message();
    assertThat(Arrays.asList(message.substring(message.indexOf(" are ") + 5).split(", ")))
        .hasSizeGreaterThan(5)
        .allSatisfy(name -> assertThat(document).containsPattern("`(?:is )?" + name + "(?:\\(|`)"));
  }
}
