package io.chatalot.webhooks.application.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.application.markdown.address.Linkable;
import io.chatalot.webhooks.domain.MessageContent;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.commonmark.testutil.TestResources;
import org.commonmark.testutil.example.Example;
import org.commonmark.testutil.example.ExampleReader;
import org.junit.jupiter.api.Test;

/** The examples of the specifications of CommonMark and of GitHub's Markdown. */
class MarkdownExamplesTest {
  private static final Pattern TAG = Pattern.compile("<[^>]*>");

  /** Where an image's words would be shown instead of it. */
  private static final Pattern ALT = Pattern.compile("<img[^>]* alt=\"([^\"]*)\"[^>]*>");

  private static final Pattern HREF = Pattern.compile("<a href=\"([^\"]*)\"");

  private final Markdown markdown = new Markdown();

  @Test
  void noWordOfCommonMarksExamplesVanishesAndLinksLeadThere() {
    List<Example> examples = ExampleReader.readExamples(TestResources.getSpec());
    assertThat(examples).hasSize(652);
    examples.forEach(this::isShown);
  }

  @Test
  void noWordOfGitHubsExamplesVanishesAndLinksLeadThere() {
    List<Example> examples = ExampleReader.readExamples(TestResources.getGfmSpec());
    assertThat(examples).hasSizeGreaterThan(670);
    examples.forEach(this::isShown);
  }

  /** Compares with the library's tree and with the HTML of the example. */
  private void isShown(Example example) {
    if (example.getSource().isBlank()) {
      return;
    }
    var shown = Shown.of(markdown.toHtml(new MessageContent(example.getSource())));
    for (Source source : sources(example.getSource())) {
      shown.containsWords(source.words);
      assertThat(shown.hrefs()).as(example.getSource()).containsAll(source.destinations);
    }
    shown.containsWords(words(example.getHtml()));
    for (String href : hrefs(example)) {
      assertThat(shown.hrefs()).as(example.getSource()).anyMatch(one -> decoded(one).equals(href));
    }
  }

  private static List<Source> sources(String markdown) {
    return List.of(Source.ofCommonMark(markdown), Source.ofGitHub(markdown));
  }

  private static List<String> words(String html) {
    String text = TAG.matcher(ALT.matcher(html).replaceAll(" $1 ")).replaceAll("\n");
    return Source.words(Shown.unescaped(text));
  }

  /** Of links, and not of HTML in the source. */
  private static List<String> hrefs(Example example) {
    var hrefs = new ArrayList<String>();
    for (var href : HREF.matcher(example.getHtml()).results().toList()) {
      if (!example.getSource().contains(href.group()) && Linkable.is(href.group(1))) {
        hrefs.add(decoded(Shown.unescaped(href.group(1))));
      }
    }
    return hrefs;
  }

  private static String decoded(String address) {
    String percents = address.replaceAll("%(?![0-9A-Fa-f]{2})", "%25");
    return URLDecoder.decode(percents.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
