package io.chatalot.webhooks.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.adapter.http.json.Json;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Errors before routing have the error format of the path's platform, too. */
class PlatformProblemsTest {
  private static final String DISCORD = "{\"message\":\"The request is malformed.\",\"code\":0}";

  private static TestServer server;

  @BeforeAll
  static void serve() {
    server = new TestServer();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          GET /api/webhooks/%zz/x                | 400 | {"message":"The request is malformed.","code":0}
          GET /api/webhooks/;%zz/x               | 400 | {"message":"The request is malformed.","code":0}
          POST /api/webhooks/x/%                 | 400 | {"message":"The request is malformed.","code":0}
          POST /api/webhooks/x/%00?wait=true     | 400 | {"message":"The request is malformed.","code":0}
          POST http://localhost/api/webhooks/x/% | 400 | {"message":"The request is malformed.","code":0}
          GET /api/v10/webhooks/x/%zz            | 400 | {"message":"The request is malformed.","code":0}
          GET /api/v9/webhooks/%u0041/x          | 400 | {"message":"The request is malformed.","code":0}
          PATCH /api/v9/webhooks/x/x/messages/%z | 400 | {"message":"The request is malformed.","code":0}
          GET /api/v10/%zz                       | 400 | {"message":"The request is malformed.","code":0}
          GET /api/webhooks/x/%ff                | 404 | {"message":"Unknown Webhook","code":10015}
          GET /api/webhooks/not-an-id/x          | 404 | {"message":"Unknown Webhook","code":10015}
          GET /api/v10/nothing                   | 404 | {"message":"Unknown Webhook","code":10015}
          BREW /api/webhooks/x/x                 | 405 | {"message":"405: Method Not Allowed","code":0}
          POST /api/webhooks/execute/%zz/slack   | 400 | invalid_payload
          POST /api/v9/webhooks/x/%zz/slack      | 400 | invalid_payload
          BREW /api/webhooks/execute/x/slack     | 405 | method_not_allowed
          POST /hooks/%zz                        | 400 | {"id":"web.incoming_webhook.parse.app_error","message":"The request is malformed.","detailed_error":"","request_id":"","status_code":400}
          POST /hooks/a/%zz                      | 400 | {"success":false,"error":"The request is malformed."}
          BREW /hooks/a/b                        | 405 | {"success":false,"error":"Method not allowed; use POST or OPTIONS."}
          POST /hooks/a/b/%zz                    | 400 | {"id":"web.incoming_webhook.parse.app_error","message":"The request is malformed.","detailed_error":"","request_id":"","status_code":400}
          POST /api/webhooks/execute/%zz         | 400 | {"error":{"code":"bad_request","message":"The request is malformed."}}
          POST /api/webhooks/execute/%u0041      | 400 | {"error":{"code":"bad_request","message":"The request is malformed."}}
          GET /page/%zz                          | 400 | {"error":{"code":"bad_request","message":"The request is malformed."}}
          GET %zz                                | 400 | {"error":{"code":"bad_request","message":"The request is malformed."}}
          """)
  void anErrorBeforeRoutingHasItsPlatformsFormat(String request, int status, String body)
      throws IOException {
    WireAnswer answer = ask(request + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

    assertThat(answer.status() + " " + answer.body()).isEqualTo(status + " " + body);
    assertThat(answer.header("Content-Type"))
        .startsWith(body.startsWith("{") ? Json.TYPE : "text/plain");
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
  }

  @Test
  void headersThatJettyRefusesHaveItsPlatformsFormatToo() throws IOException {
    for (String headers :
        List.of(
            "",
            "Host: localhost\r\nContent-Length: nonsense\r\n",
            "Host: localhost\r\nExpect: nonsense\r\n",
            "Host: localhost\r\nTransfer-Encoding: nonsense\r\n")) {
      String request = "POST /api/webhooks/x/x HTTP/1.1\r\nConnection: close\r\n" + headers;
      assertThat(ask(request + "\r\n").body()).as(headers).isEqualTo(DISCORD);
    }
  }

  /**
   * An unreadable request is not answered in the format of the previous request on its connection.
   */
  @Test
  void aPathIsForgottenWithItsRequest() throws IOException {
    String good = "GET /api/webhooks/x/x HTTP/1.1\r\nHost: localhost\r\n\r\n";
    var answers = WireAnswer.all(RawHttp.bytes(server.port(), good + "\u0001nonsense\r\n\r\n"));

    assertThat(answers).hasSize(2);
    assertThat(answers.get(1).body()).startsWith("{\"error\":{\"code\":\"bad_request\"");
  }

  @Test
  void aRequestWithoutARouteIsObservedWithoutItsText() throws IOException {
    server.observed.clear();
    ask("hush-hush /api/webhooks/x/%zz HTTP/1.1\r\nHost: localhost\r\n\r\n");
    ask("hush-hush /hush-hush HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    ask("GET /api/me HTTP/1.1\r\n\r\n");

    assertThat(server.observed).containsExactly("OTHER none 400", "OTHER none 404", "GET none 400");
  }

  private static WireAnswer ask(String request) throws IOException {
    return WireAnswer.all(RawHttp.bytes(server.port(), request)).get(0);
  }
}
