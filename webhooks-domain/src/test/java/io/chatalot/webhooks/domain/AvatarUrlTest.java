package io.chatalot.webhooks.domain;

import static io.chatalot.webhooks.domain.Refusals.refusal;
import static io.chatalot.webhooks.domain.Refusals.violations;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AvatarUrlTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://example.com",
        "https://example.com/bot-avatar.png",
        "HTTPS://EXAMPLE.COM/A.PNG",
        "hTTp://example.com/",
        "https://example.com?size=64",
        "https://example.com#top",
        "https://example.com/a/../b.png",
        "https://example.com/%20%2e%2e",
        "https://b\u00FCcher.example/\u00E4.png",
        "https://xn--bcher-kva.example/a.png",
        "https://\u4F8B\u3048.jp/\uD83D\uDE80.png",
        "https://my_bucket.example.com/a.png",
        "http://localhost/a.png",
        "http://intranet:8080/a.png",
        "http://127.0.0.1/a.png",
        "http://[::1]/a.png",
        "http://[2001:db8::1]:8443/a.png",
        "http://[::ffff:127.0.0.1]/",
        "http://example.com:/a.png",
        "http://example.com:0/",
        "http://example.com:1/",
        "http://example.com:65535/",
        "http://my_host:65535/",
        "https://example.com/a@b:c.png"
      })
  void anAbsoluteHttpUrlWithAHostIsKeptAsItIs(String url) {
    assertThat(new AvatarUrl(url).value()).isEqualTo(url);
    assertThat(new AvatarUrl(url)).hasToString(url);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/files/1.png",
        "/api/files/1.png?size=64#top",
        "/api/a..b/...",
        "/api/x?next=/../y",
        "/api/%2e%2ex"
      })
  void aPathUnderApiIsKeptAsItIs(String path) {
    assertThat(new AvatarUrl(path).value()).isEqualTo(path);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "example.com/a.png",
        "a.png",
        "./api/a.png",
        "/",
        "/api",
        "/apix/a.png",
        "/API/a.png",
        "/files/a.png",
        "//example.com/a.png",
        "//example.com/api/a.png",
        "///api/a.png",
        "\\\\example.com\\a.png",
        "/api/../x",
        "/api/..",
        "/api/..?x",
        "/api/a/../../x",
        "/api/%2e%2e/x",
        "/api/%2E./x",
        "/api/.%2e",
        "/api/\\..\\x",
        "?x",
        "#x"
      })
  void whatIsNeitherAbsoluteNorUnderApiIsRefused(String url) {
    assertThat(violations(() -> new AvatarUrl(url))).containsExactly("avatar_url invalid_url");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "javascript:alert(1)",
        "JavaScript://example.com/%0Aalert(1)",
        "data:image/png;base64,AAAA",
        "ftp://example.com/a.png",
        "file:///etc/passwd",
        "mailto:a@example.com",
        "blob:https://example.com/1",
        "httpx://example.com/",
        "h\u0442tp://example.com/"
      })
  void anotherSchemeIsRefused(String url) {
    assertThat(violations(() -> new AvatarUrl(url))).containsExactly("avatar_url invalid_url");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http:",
        "http:/a.png",
        "http:a.png",
        "http:/api/a.png",
        "http://",
        "http:///a.png",
        "http://?x",
        "http://:80/",
        "http://user@example.com/",
        "http://user:password@example.com/",
        "http://@example.com/",
        "http://:@example.com/",
        "http://a@b@example.com/",
        "http://my_user:x@my_host/",
        "http://example.com:65536/",
        "http://example.com:99999/",
        "http://example.com:100000/",
        "http://example.com:-1/",
        "http://example.com:80a/",
        "http://my_host:65536/",
        "http://my_host:1:2/",
        "http://[::1/",
        "http://[::1]x/",
        "http://[zz]/",
        "http://::1/"
      })
  void aMissingHostOrACredentialOrAWrongPortIsRefused(String url) {
    assertThat(violations(() -> new AvatarUrl(url))).containsExactly("avatar_url invalid_url");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        " https://example.com/a.png",
        "https://example.com/a.png ",
        "https://example.com/a b.png",
        "https://exam ple.com/",
        "https://example.com/\n",
        "https://example.com/\t",
        "https://example.com/\u00A0",
        "https://example.com/\u2028",
        "https://example.com/\u0085",
        "https://example.com/\u0001",
        "https://example.com/\"><b>",
        "https://example.com/%",
        "https://example.com/%zz",
        "https://example.com\\@evil.example/"
      })
  void aCharacterThatNoUrlHasIsRefused(String url) {
    assertThat(violations(() -> new AvatarUrl(url))).containsExactly("avatar_url invalid_url");
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://example.com/\u0000", "https://example.com/\uD83D", "\uDE80"})
  void nulAndUnpairedSurrogatesAreRefused(String url) {
    assertThat(violations(() -> new AvatarUrl(url)))
        .containsExactly("avatar_url invalid_character");
  }

  @Test
  void aHostOfAThousandLabelsFitsASmallStack() throws Exception {
    String url = "http://" + "a.".repeat(1000) + "a";
    var kept = new FutureTask<>(() -> new AvatarUrl(url).value());
    new Thread(null, kept, "small stack", 192 * 1024).start();

    assertThat(kept.get()).isEqualTo(url);
  }

  @Test
  void aUrlMayHave2048CharactersAndNoMore() {
    String start = "https://example.com/";
    String longest = start + "a".repeat(2048 - start.length());
    String rockets = start + "\uD83D\uDE80".repeat(2048 - start.length());

    assertThat(new AvatarUrl(longest).value()).hasSize(2048);
    assertThat(new AvatarUrl(rockets).value()).isEqualTo(rockets);
    assertThat(violations(() -> new AvatarUrl(longest + "a")))
        .containsExactly("avatar_url too_long");
    assertThat(violations(() -> new AvatarUrl(rockets + "\uD83D\uDE80")))
        .containsExactly("avatar_url too_long");
  }

  @Test
  void aRefusalSaysTheRule() {
    assertThat(refusal(() -> new AvatarUrl("ftp://example.com")))
        .hasMessage(
            "avatar_url must be an absolute http or https URL with a host and without"
                + " credentials, or a path under /api/");
  }
}
