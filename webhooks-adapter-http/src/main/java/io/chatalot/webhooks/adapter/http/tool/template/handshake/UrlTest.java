package io.chatalot.webhooks.adapter.http.tool.template.handshake;

import io.chatalot.webhooks.adapter.http.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One way of testing a URL: recognizes the request and answers it. */
@FunctionalInterface
interface UrlTest {
  /** The most UTF-16 units of a value that is sent back; platforms send some hundred at most. */
  int MAX_LENGTH = 2_048;

  Optional<HandshakeAnswer> answer(HandshakeCall call);

  /** Sends a parameter of the query back as plain text. */
  static UrlTest ofQuery(String name) {
    return call ->
        call.isRead() || call.isPost()
            ? call.query().apply(name).filter(UrlTest::isShort).map(HandshakeAnswer::text)
            : Optional.empty();
  }

  /**
   * Sends a member of the body back, if the body has all of these members and no others.
   *
   * @param fixed the values that some of the members must have
   */
  static UrlTest ofBody(String member, Set<String> members, Map<String, String> fixed) {
    return call ->
        object(call)
            .filter(body -> body.keySet().equals(members))
            .filter(body -> body.entrySet().containsAll(fixed.entrySet()))
            .map(body -> body.get(member))
            .filter(UrlTest::isScalar)
            .map(value -> HandshakeAnswer.json(Json.object().putPOJO(member, value)));
  }

  /** Azure Event Grid's validation, which is the only event of its request. */
  static UrlTest ofEventGrid() {
    return call ->
        only(call)
            .filter(event -> isValidation(call, event))
            .map(event -> event.get("data"))
            .map(data -> data instanceof Map<?, ?> members ? members.get("validationCode") : null)
            .filter(UrlTest::isScalar)
            .map(code -> HandshakeAnswer.json(Json.object().putPOJO("validationResponse", code)));
  }

  private static boolean isValidation(HandshakeCall call, Map<?, ?> event) {
    return "Microsoft.EventGrid.SubscriptionValidationEvent".equals(event.get("eventType"))
        || call.header().apply("aeg-event-type").equals(Optional.of("SubscriptionValidation"));
  }

  private static Optional<Map<?, ?>> object(HandshakeCall call) {
    return call.isPost() ? call.payload().flatMap(UrlTest::asObject) : Optional.empty();
  }

  private static Optional<Map<?, ?>> only(HandshakeCall call) {
    return call.isPost() && call.payload().orElse(null) instanceof List<?> list && list.size() == 1
        ? Optional.ofNullable(list.get(0)).flatMap(UrlTest::asObject)
        : Optional.empty();
  }

  private static Optional<Map<?, ?>> asObject(Object value) {
    return value instanceof Map<?, ?> members ? Optional.of(members) : Optional.empty();
  }

  private static boolean isScalar(Object value) {
    return !(value instanceof Map<?, ?>)
        && !(value instanceof List<?>)
        && isShort(String.valueOf(value));
  }

  private static boolean isShort(String value) {
    return value.length() <= MAX_LENGTH;
  }
}
