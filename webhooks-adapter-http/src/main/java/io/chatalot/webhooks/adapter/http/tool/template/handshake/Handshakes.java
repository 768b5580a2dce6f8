package io.chatalot.webhooks.adapter.http.tool.template.handshake;

import io.chatalot.webhooks.domain.Quota;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Answers the tests that platforms make before they accept a URL. A test sends no message. Its
 * values come from the request alone, so only a caller with a live token may get an answer. Safe
 * for use by many threads.
 */
public final class Handshakes {
  /** The header in which a sender of CloudEvents asks for permission. */
  public static final String REQUEST_ORIGIN = "WebHook-Request-Origin";

  /** Asana's secret, which Asana signs its later requests with. */
  private static final String HOOK_SECRET = "X-Hook-Secret";

  /** A value that may be sent back as a header: visible ASCII. */
  private static final Pattern HEADER_VALUE = Pattern.compile("[!-~]{1,256}");

  /** The platforms' tests, in the order in which they are tried. */
  private static final List<UrlTest> TESTS =
      List.of(
          // Meta and WebSub (hub.mode=subscribe).
          UrlTest.ofQuery("hub.challenge"),
          // Dropbox, Adobe, Nylas.
          UrlTest.ofQuery("challenge"),
          // Microsoft Graph and OneDrive, by POST; SharePoint writes it in lower case.
          UrlTest.ofQuery("validationToken"),
          UrlTest.ofQuery("validationtoken"),
          // monday.com.
          UrlTest.ofBody("challenge", Set.of("challenge"), Map.of()),
          // Slack's events and Lark.
          UrlTest.ofBody(
              "challenge",
              Set.of("challenge", "token", "type"),
              Map.of("type", "url_verification")),
          UrlTest.ofEventGrid(),
          Handshakes::hookSecret,
          // Trello, by HEAD; browsers and many others by GET.
          call -> call.isRead() ? Optional.of(HandshakeAnswer.empty(Map.of())) : Optional.empty());

  private final String rate;

  /**
   * @param limit the limit on a webhook's calls; empty if nothing limits them
   */
  public Handshakes(Optional<Quota> limit) {
    this.rate = limit.map(quota -> Long.toString(perMinute(quota))).orElse("*");
  }

  private static long perMinute(Quota quota) {
    return Math.max(1, quota.burst() * 60_000 / Math.max(1, quota.window().toMillis()));
  }

  /**
   * The answer to a test of the URL; empty if the request is none. The caller must have a live
   * token.
   */
  public Optional<HandshakeAnswer> answer(HandshakeCall call) {
    if (call.method().equals("OPTIONS")) {
      return permission(call);
    }
    return TESTS.stream().flatMap(test -> test.answer(call).stream()).findFirst();
  }

  /** Headers for the answer to a request that sends its message, too. */
  public static Map<String, String> headers(HandshakeCall call) {
    return call.isPost()
        ? call.header()
            .apply(HOOK_SECRET)
            .filter(value -> HEADER_VALUE.matcher(value).matches())
            .map(secret -> Map.of(HOOK_SECRET, secret))
            .orElse(Map.of())
        : Map.of();
  }

  /**
   * The message, in Markdown, that takes the template's place for a subscription of Amazon SNS that
   * a person must confirm. The server never opens an address itself.
   */
  public static Optional<String> confirmation(HandshakeCall call) {
    return call.isPost() ? call.payload().flatMap(SnsConfirmation::markdown) : Optional.empty();
  }

  /** Grants permission as "HTTP 1.1 Web Hooks for Event Delivery", section 4, has it. */
  private Optional<HandshakeAnswer> permission(HandshakeCall call) {
    return call.header()
        .apply(REQUEST_ORIGIN)
        .filter(origin -> HEADER_VALUE.matcher(origin).matches())
        .map(
            origin ->
                HandshakeAnswer.empty(
                    Map.of("WebHook-Allowed-Origin", origin, "WebHook-Allowed-Rate", rate)));
  }

  /** A request with the secret alone says nothing. */
  private static Optional<HandshakeAnswer> hookSecret(HandshakeCall call) {
    Object payload = call.payload().orElse("");
    boolean saysNothing =
        payload instanceof Map<?, ?> members && members.isEmpty()
            || payload instanceof String text && text.isBlank();
    Map<String, String> headers = headers(call);
    return saysNothing && !headers.isEmpty()
        ? Optional.of(HandshakeAnswer.empty(headers))
        : Optional.empty();
  }
}
