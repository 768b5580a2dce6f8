package io.chatalot.webhooks.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.page.Site.Channel;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Text of strangers is never executed. */
@ExtendWith(OnThePage.class)
class StrangersIT {
  private static final String IMAGE = "<img src=x onerror=window.ran=1>";

  private static final List<String> CONTENTS =
      List.of(
          "<script>window.ran=1</script>",
          IMAGE,
          "<svg onload=window.ran=1><a href=javascript:window.ran=1>x</a></svg>",
          "<style>body{display:none}</style><iframe"
              + " srcdoc='<script>parent.ran=1</script>'></iframe>",
          "[link](javascript:window.ran=1) [link](JaVaScRiPt&#58;window.ran=1)",
          "[link](data:text/html,<script>window.ran=1</script>) [link](vbscript:x)",
          "![image](javascript:window.ran=1) ![image](https://strangers.example/track.png)",
          "[link](https://a.example/\"onmouseover=\"window.ran=1)"
              + " <https://a.example/\"onclick=ran>",
          "[link](https://a.example 'x\" onmouseover=\"window.ran=1')",
          "`" + IMAGE + "`\n\n```html\"onclick=\"window.ran=1\n" + IMAGE + "\n```",
          "| " + IMAGE + " |\n|---|\n| <script>window.ran=1</script> |");

  /** Elements that text must never become: scripts, frames, forms and the like. */
  private static final String SUSPECTS =
      """
      const tags = "script, style, iframe, object, embed, svg, img, form, input, button, meta, link, base";
      return [...document.querySelectorAll(".content, .content *")]
        .filter((e) => e.matches(tags) || [...e.attributes].some(({ name }) => name.startsWith("on") || name === "style"))
        .map((e) => e.outerHTML);
      """;

  private static final String LINKS =
      """
      return [...document.querySelectorAll(".content a")]
        .filter((a) => !/^(https?|mailto):/.test(a.href) || a.target !== "_blank" || !a.rel.includes("noopener") || !a.rel.includes("noreferrer"))
        .map((a) => a.outerHTML);
      """;

  @Test
  void aStrangersTextIsShownAndNeverExecuted(Site site, Visitor owner) throws Exception {
    Channel channel = site.addChannel(IMAGE);
    String url = site.addWebhook(channel, IMAGE);
    for (String content : CONTENTS) {
      site.say(url, content);
    }
    String dressed = "{\"content\":\"dressed\",\"username\":%s,\"avatar_url\":%s}";
    for (String avatar :
        List.of("javascript:window.ran=1", "data:text/html,x", "x\" onerror=\"ran")) {
      var refused =
          site.call(url, String.format(Locale.ROOT, dressed, "\"x\"", Site.quoted(avatar)));
      assertThat(refused.statusCode()).as(avatar).isEqualTo(422);
    }
    String avatar = site.address() + "/page/icon.svg?'onerror='window.ran=1'";
    var accepted =
        site.call(
            url, String.format(Locale.ROOT, dressed, Site.quoted(IMAGE), Site.quoted(avatar)));
    assertThat(accepted.statusCode()).isEqualTo(200);

    owner.isAt(channel, "owner");
    owner.reads().awaitMessage("dressed");
    assertThat(owner.reads().names()).containsOnly(IMAGE);
    assertThat(owner.reads().contents()).contains(CONTENTS.get(0), IMAGE);
    assertNothingRan(owner);

    SettingsCard card = owner.opensSettingsOf(channel).expandWebhooks();
    assertThat(card.names()).containsExactly(IMAGE);
    assertThat(card.ask("Rotate", IMAGE)).contains("Rotate " + IMAGE);
    card.confirm("Rotate");
    card.sendTest();
    card.startEditing(IMAGE);
    assertThat(owner.browser().find("form.edit input").getDomProperty("value")).isEqualTo(IMAGE);
    assertNothingRan(owner);
  }

  private static void assertNothingRan(Visitor owner) {
    assertThat(owner.browser().ask("return window.ran")).isNull();
    assertThat((List<?>) owner.browser().ask(SUSPECTS)).isEmpty();
    assertThat((List<?>) owner.browser().ask(LINKS)).isEmpty();
  }
}
