package io.chatalot.webhooks.adapter.http.tool.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.chatalot.webhooks.adapter.http.json.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No secret of a sender is kept, and nothing else is lost. */
class SecretsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "token",
        "accessToken",
        "refresh_token",
        "clientSecret",
        "webhook-secret",
        "userPassword",
        "pwd",
        "API_KEY",
        "apiKey",
        "X-Api-Key",
        "secretKey",
        "aws_secret_access_key",
        "privateKey",
        "auth",
        "credentials",
        "signature",
        "sig",
        "hmac",
        "otp",
        "cookie",
        "session_id"
      })
  void aMemberWithTheNameOfASecretIsMaskedWhateverItIs(String name) {
    for (String value : List.of("\"x\"", "7", "[\"x\"]", "{\"value\":\"x\"}")) {
      assertThat(masked("{\"" + name + "\":" + value + "}"))
          .isEqualTo("{\"" + name + "\":\"***\"}");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "key",
        "author",
        "authored_date",
        "tokenize",
        "description",
        "passed",
        "project_key",
        "id",
        "sha",
        "keyboard",
        "event_key"
      })
  void anotherMemberStays(String name) {
    assertThat(masked("{\"" + name + "\":\"x\"}")).isEqualTo("{\"" + name + "\":\"x\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl",
        "ghp_0123456789abcdefghij0123456789abcdef",
        "github_pat_11ABCDEFG0123456789_abcdef",
        "AKIAIOSFODNN7EXAMPLE",
        "whsec_0123456789abcdefABCDEF",
        "cwt_0123456789abcdefABCDEF0123456789",
        "https://user:hunter2@db.example/x",
        "https://a.example/?a=1&access_token=hunter2hunter2",
        "https://a.example/?Token=2336412f37fb687f",
        "https://hooks.slack.com/services/T0/B0/hunter2",
        "password=hunter2",
        "aB3_aB3_aB3_aB3_aB3_aB3_aB3_aB3_aB3_aB3_aB3",
        "-----BEGIN RSA PRIVATE KEY-----\\nMIIE\\n-----END RSA PRIVATE KEY-----"
      })
  void aTextWithTheFormOfASecretIsMasked(String secret) {
    String kept = masked("{\"text\":\"see " + secret + "\"}");
    assertThat(kept).contains("see ", "***");
    assertThat(kept).doesNotContain("hunter2", "MIIE", "2336412f", "0123456789abcdef", "aB3_aB3");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "da39a3ee5e6b4b0d3255bfef95601890afd80709",
        "9b1deb4d-3b7d-4bad-9bdd-2b0d7b3dcb6d",
        "https://git.example/group/project/-/merge_requests/1?tab=notes#note_7",
        "2026-11-27T09:00:00.000Z",
        "a-rather-long-name-of-a-branch-without-any-digit-in-it"
      })
  void idsAndAddressesStay(String text) {
    assertThat(masked("{\"text\":\"" + text + "\"}")).isEqualTo("{\"text\":\"" + text + "\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Authorization",
        "Cookie",
        "X-Gitlab-Token",
        "X-Hub-Signature-256",
        "X-Forwarded-For",
        "X-Original-Forwarded-For",
        "CF-Connecting-IP",
        "X-Real-IP",
        "Via",
        "X-Functions-Key",
        "Ocp-Apim-Subscription-Key",
        "X_API_KEY",
        "X-Key",
        "X-Sig",
        "X-JWT",
        "X-Csrf"
      })
  void aHeaderWithASecretIsLeftOut(String name) {
    assertThat(Secrets.without(List.of(Map.entry(name, "x")))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-Event-Key",
        "X-Gitlab-Event",
        "User-Agent",
        "Sentry-Hook-Resource",
        "Content-Type"
      })
  void anotherHeaderIsAVariable(String name) {
    assertThat(Secrets.without(List.of(Map.entry(name, "repo:push")))).hasSize(1);
  }

  private static String masked(String json) {
    JsonNode tree = Json.parse(json);
    return Json.text(Secrets.masked(tree));
  }
}
