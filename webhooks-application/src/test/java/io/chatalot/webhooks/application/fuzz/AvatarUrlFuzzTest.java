package io.chatalot.webhooks.application.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.chatalot.webhooks.domain.AvatarUrl;
import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

class AvatarUrlFuzzTest {
  private static final Pattern WEB =
      Pattern.compile("https?://([^/?#]+)(?:[/?#].*)?", Pattern.CASE_INSENSITIVE);

  /** Reads a path as browsers do: percent-encoded dots are dots. */
  private static final Pattern DOT = Pattern.compile("%2e", Pattern.CASE_INSENSITIVE);

  private final TimeLimit limit = new TimeLimit();

  @FuzzTest(maxDuration = "", maxExecutions = 200_000)
  void anAddressIsRefusedOrOfTheWebOrOurOwn(byte[] data) {
    String text = AnyText.of(data);
    limit.check(() -> Parsed.of(() -> new AvatarUrl(text)).ifPresent(url -> check(text, url)));
  }

  private static void check(String text, AvatarUrl url) {
    assertThat(url.value()).isEqualTo(text);
    assertThat(text.codePointCount(0, text.length())).isLessThanOrEqualTo(AvatarUrl.MAX_LENGTH);
    assertThat(Parsed.isStorable(text)).isTrue();
    assertThat(text).doesNotContainPattern("[\\s\\p{Cntrl}\\p{Cf}\\p{Z}\\\\\"<>`{}|^]");
    if (text.startsWith("/")) {
      assertThat(ownPath(text)).startsWith("/api/");
    } else {
      Matcher web = WEB.matcher(text);
      assertThat(web.matches()).as(text).isTrue();
      assertThat(web.group(1)).doesNotContain("@").doesNotStartWith(":");
    }
  }

  private static String ownPath(String text) {
    URI base = URI.create("https://chat.example/");
    URI target = base.resolve(DOT.matcher(text).replaceAll("."));
    assertThat(target.getHost()).isEqualTo(base.getHost());
    return target.normalize().getRawPath();
  }
}
