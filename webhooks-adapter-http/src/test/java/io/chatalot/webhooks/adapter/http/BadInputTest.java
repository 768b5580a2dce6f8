package io.chatalot.webhooks.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.chatalot.webhooks.adapter.http.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Answers to bad input, row by row: the request line, further headers (between tildes), the body,
 * and the expected answer as its code or as each wrong field with its violation. Placeholders such
 * as {@code {token}} stand for existing ones; {@code <<x*3>>} is {@code xxx}.
 */
class BadInputTest {
  private static final Pattern REPEATED = Pattern.compile("<<([^*]+)\\*([0-9]+)>>");

  private static Playground playground;

  @BeforeAll
  static void serve() {
    playground = new Playground();
    playground.prepare();
  }

  @AfterAll
  static void stop() {
    playground.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      emptyValue = "",
      textBlock =
          """
          # Executing: the fields
          POST /api/webhooks/execute/{token} | | {"content":"<<x*4001>>"} | 422 content:too_long
          POST /api/webhooks/execute/{token} | | {"content":" \\u200a\\ufeff\\u3000"} | 422 content:blank
          POST /api/webhooks/execute/{token} | | {"content":{"text":"x"}} | 422 content:invalid_type
          POST /api/webhooks/execute/{token} | | {"content":"x\\u0000"} | 422 content:invalid_character
          POST /api/webhooks/execute/{token} | | {"content":"\\ude80\\ud83d"} | 422 content:invalid_character
          POST /api/webhooks/execute/{token} | | {"content":"x","username":"a\\u202eb"} | 422 username:invalid_character
          POST /api/webhooks/execute/{token} | | {"content":"x","username":"a\\u2067b"} | 422 username:invalid_character
          POST /api/webhooks/execute/{token} | | {"content":"x","username":"a\\u2028b"} | 422 username:invalid_character
          POST /api/webhooks/execute/{token} | | {"content":"x","username":"\\u200b\\u200d\\u2060"} | 422 username:invisible
          POST /api/webhooks/execute/{token} | | {"content":"x","username":"\\u0301\\u20dd"} | 422 username:invisible
          POST /api/webhooks/execute/{token} | | {"content":"x","username":"\\u3164\\u2800"} | 422 username:invisible
          POST /api/webhooks/execute/{token} | | {"content":"x","username":"\\udb40\\udc41"} | 422 username:invisible
          POST /api/webhooks/execute/{token} | | {"content":"x","avatar_url":"//evil.example/a"} | 422 avatar_url:invalid_url
          POST /api/webhooks/execute/{token} | | {"content":"x","avatar_url":"/api/%2e%2E/a"} | 422 avatar_url:invalid_url
          POST /api/webhooks/execute/{token} | | {"content":"x","avatar_url":"javascript:alert(1)"} | 422 avatar_url:invalid_url
          POST /api/webhooks/execute/{token} | | {"content":"x","avatar_url":"https:///a"} | 422 avatar_url:invalid_url
          POST /api/webhooks/execute/{token} | | {"content":"x","avatar_url":"https://a\\u202e.b"} | 422 avatar_url:invalid_url
          POST /api/webhooks/execute/{token} | | {"content":"x","avatar_url":"https://a/<<x*2040>>"} | 422 avatar_url:too_long
          # Executing: the JSON
          POST /api/webhooks/execute/{token} | | | 422 body:malformed_json
          POST /api/webhooks/execute/{token} | | {"content":NaN} | 422 body:malformed_json
          POST /api/webhooks/execute/{token} | | {"content":-Infinity} | 422 body:malformed_json
          POST /api/webhooks/execute/{token} | | {"content":"x","n":01} | 422 body:malformed_json
          POST /api/webhooks/execute/{token} | | {"content":"x","n":+1} | 422 body:malformed_json
          POST /api/webhooks/execute/{token} | | {"content":"x","n":<<9*1001>>} | 422 body:malformed_json
          POST /api/webhooks/execute/{token} | | {"content":"x","n":0.<<9*1001>>} | 422 body:malformed_json
          POST /api/webhooks/execute/{token} | | {"content":"x","n":<<[*500>><<]*500>>} | 422 body:malformed_json
          POST /api/webhooks/execute/{token} | | {"content":"x","n":{"a":1,"a":2}} | 422 body:malformed_json
          POST /api/webhooks/execute/{token} | | {"content":"x",} | 422 body:malformed_json
          POST /api/webhooks/execute/{token} | | {"content":"a\tb"} | 422 body:malformed_json
          POST /api/webhooks/execute/{token} | | {"content":"\\x41"} | 422 body:malformed_json
          POST /api/webhooks/execute/{token} | | /* a */ {"content":"x"} | 422 body:malformed_json
          POST /api/webhooks/execute/{token} | | \ufeff\ufeff{"content":"x"} | 422 body:malformed_json
          POST /api/webhooks/execute/{token} | | 7 | 422 body:invalid_type
          # Executing: headers and query
          POST /api/webhooks/execute/{token} | Idempotency-Key: | {"content":"x"} | 422 Idempotency-Key:invalid_value
          POST /api/webhooks/execute/{token} | Idempotency-Key: <<k*256>> | {"content":"x"} | 422 Idempotency-Key:invalid_value
          POST /api/webhooks/execute/{token} | Idempotency-Key: "a"b" | {"content":"x"} | 422 Idempotency-Key:invalid_value
          POST /api/webhooks/execute/{token} | Idempotency-Key: caf\u00e9 | {"content":"x"} | 422 Idempotency-Key:invalid_value
          POST /api/webhooks/execute/{token} | Idempotency-Key: a~Idempotency-Key: a | {"content":"x"} | 422 Idempotency-Key:invalid_value
          POST /api/webhooks/execute/{token}?wait=2 | | {"content":"x"} | 422 wait:invalid_value
          POST /api/webhooks/execute/{token}?wait=%zz | | {"content":"x"} | 400 bad_request
          POST /api/webhooks/execute/{token}?%=1 | | {"content":"x"} | 400 bad_request
          POST /api/webhooks/execute/{token} | Content-Type: application/x-ndjson | {"content":"x"} | 415 unsupported_media_type
          POST /api/webhooks/execute/{token} | Content-Type: application/json; charset=utf-16 | {"content":"x"} | 415 unsupported_media_type
          POST /api/webhooks/execute/{token} | Content-Encoding: gzip, identity | {"content":"x"} | 415 unsupported_media_type
          POST /api/webhooks/execute/{token} | | <<x*65537>> | 413 payload_too_large
          # Executing: a malformed token counts as unknown, and the payload is checked first
          POST /api/webhooks/execute/<<a*63>> | | {"content":"x"} | 404 not_found
          POST /api/webhooks/execute/<<a*65>> | | {"content":"x"} | 404 not_found
          POST /api/webhooks/execute/<<a*63>>%00 | | {"content":"x"} | 400 bad_request
          POST /api/webhooks/execute/%zz | | {"content":"x"} | 400 bad_request
          POST /api/webhooks/execute/..%2F..%2Fme | | {"content":"x"} | 404 not_found
          POST /api/webhooks/execute/<<a*64>> | | {"content":""} | 422 content:too_short
          # Revising
          PATCH /api/webhooks/execute/{token}/messages/{message} | | {} | 422 content:required
          PATCH /api/webhooks/execute/{token}/messages/{message} | | {"content":null} | 422 content:required
          PATCH /api/webhooks/execute/{token}/messages/{message} | | {"content":"<<x*4001>>"} | 422 content:too_long
          PATCH /api/webhooks/execute/{token}/messages/{message} | | {"content" | 422 body:malformed_json
          PATCH /api/webhooks/execute/{token}/messages/1-1-1-1-1 | | {"content":"x"} | 404 not_found
          DELETE /api/webhooks/execute/{token}/messages/%7Bx%7D | | | 404 not_found
          # Managing
          POST /api/channels/{channel}/webhooks | Authorization: Bearer {session} | {"name":"\\u200f\\u200e"} | 422 name:invisible
          POST /api/channels/{channel}/webhooks | Authorization: Bearer {session} | {"name":"\\u0301"} | 422 name:invisible
          POST /api/channels/{channel}/webhooks | Authorization: Bearer {session} | {"name":"a\\u202eb"} | 422 name:invalid_character
          POST /api/channels/{channel}/webhooks | Authorization: Bearer {session} | {"name":"a\\u0000"} | 422 name:invalid_character
          POST /api/channels/{channel}/webhooks | Authorization: Bearer {session} | {"name":"<<x*65>>"} | 422 name:too_long
          POST /api/channels/{channel}/webhooks | Authorization: Bearer {session} | {"name":"x","active":true} | 422 active:not_allowed
          POST /api/channels/{channel}/webhooks | Authorization: Bearer {session} | {"name":"x","name":"y"} | 400 bad_request
          POST /api/channels/{channel}/webhooks | Authorization: Bearer {session} | | 400 bad_request
          PATCH /api/webhooks/{webhook} | Authorization: Bearer {session} | {"avatar_url":7,"active":1} | 422 avatar_url:invalid_type,active:invalid_type
          PATCH /api/webhooks/{webhook} | Authorization: Bearer {session} | {"created_by":"x","messages_sent":0} | 422 created_by:not_allowed,messages_sent:not_allowed
          PATCH /api/webhooks/{webhook} | Authorization: Bearer {session} | [] | 422 body:invalid_type
          PATCH /api/webhooks/%00 | Authorization: Bearer {session} | {} | 400 bad_request
          GET /api/webhooks/{webhook}%20 | Authorization: Bearer {session} | | 404 not_found
          # Reading
          GET /api/channels/{channel}/messages?limit=1.0 | Authorization: Bearer {session} | | 422 limit:out_of_range
          GET /api/channels/{channel}/messages?limit=%D9%A1 | Authorization: Bearer {session} | | 422 limit:out_of_range
          GET /api/channels/{channel}/messages?limit=1%00 | Authorization: Bearer {session} | | 422 limit:out_of_range
          GET /api/channels/{channel}/messages?limit=%zz | Authorization: Bearer {session} | | 400 bad_request
          GET /api/channels/{channel}/messages?before=%ff&after=1-1-1-1-1 | Authorization: Bearer {session} | | 422 before:invalid_value,after:invalid_value
          GET /api/channels/{channel}/webhooks/audit?limit=1001 | Authorization: Bearer {session} | | 422 limit:out_of_range
          GET /api/channels/{channel}/messages/stream | Authorization: Bearer {session}~Last-Event-ID: -1 | | 422 Last-Event-ID:invalid_value
          GET /api/channels/{channel}/messages/stream | Authorization: Bearer {session}~Last-Event-ID: 1.5 | | 422 Last-Event-ID:invalid_value
          GET /api/channels/{channel}/messages/stream | Authorization: Bearer {session}~Last-Event-ID: <<9*19>> | | 422 Last-Event-ID:invalid_value
          # Sessions
          POST /api/auth/login | | {"username":"owner"} | 422 password:required
          POST /api/auth/login | | {"username":null,"password":[]} | 422 username:required,password:invalid_type
          POST /api/auth/login | | {"username":"owner" | 400 bad_request
          POST /api/auth/login | Content-Type: application/x-www-form-urlencoded | username=owner | 415 unsupported_media_type
          POST /api/auth/login | | {"username":"a\\u0000","password":"a\\ud83d"} | 422 username:invalid_character,password:invalid_character
          POST /api/auth/login | | {"username":"owner","password":"\\ud800"} | 422 password:invalid_character
          POST /api/auth/login | | {"username":"owner","password":"?"} | 401 unauthorized
          GET /api/me | Authorization: Bearer \u00e9\u202e | | 401 unauthorized
          GET /api/me | Cookie: chatalot_session="open; a=b | | 401 unauthorized
          # Of any request
          GET /api/me?<<x*9000>> | | | 400 bad_request
          GET /api/me | X: <<x*9000>> | | 431 headers_too_large
          GET /api/me | X\u0001: x | | 400 bad_request
          GET /api/me | Host: other.example | | 400 bad_request
          POST /api/webhooks/execute/{token} | Content-Length: 1 | {"content":"x"} | 400 bad_request
          POST /api/webhooks/execute/{token} | Transfer-Encoding: gzip | {"content":"x"} | 400 bad_request
          BREW /api/me | | | 405 method_not_allowed
          GET /api/nothing | | | 404 not_found
          """)
  void badInputIsAnsweredByTheContract(
      String request, String headers, String body, String expected) {
    WireAnswer answer = send(request, headers, body);

    assertThat(answer.status() + " " + wrong(answer)).isEqualTo(expected);
    assertThat(answer.header("Content-Type")).isEqualTo(Json.TYPE);
  }

  /** Javalin would decode the query with the charset of the body's type. */
  @Test
  void theTypeOfABodyDoesNotMatterToTheQuery() {
    for (String type : List.of("text/plain; charset=nonsense", "a; charset", "a; charset=utf-16")) {
      WireAnswer answer =
          send(
              "GET /api/channels/{channel}/messages?limit=1",
              "Authorization: Bearer {session}~Content-Type: " + type,
              null);
      assertThat(answer.status()).as(type).isEqualTo(200);
    }
  }

  private static WireAnswer send(String request, String headers, String body) {
    String text =
        request
            + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
            + (body == null ? "" : "Content-Length: {length}\r\n")
            + (headers == null ? "" : headers.replace("~", "\r\n") + "\r\n")
            + "\r\n"
            + (body == null ? "" : body);
    byte[] bytes = repeated(text).getBytes(StandardCharsets.UTF_8);
    return WireAnswer.all(playground.exchange(playground.fill(bytes))).get(0);
  }

  private static String repeated(String text) {
    return REPEATED
        .matcher(text)
        .replaceAll(found -> found.group(1).repeat(Integer.parseInt(found.group(2))));
  }

  private static String wrong(WireAnswer answer) {
    JsonNode error = Json.parse(answer.body()).path("error");
    var fields = new ArrayList<String>();
    error
        .path("details")
        .forEach(
            detail ->
                fields.add(detail.path("field").asText() + ":" + detail.path("code").asText()));
    return fields.isEmpty() ? error.path("code").asText() : String.join(",", fields);
  }
}
