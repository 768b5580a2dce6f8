package io.chatalot.webhooks.adapter.http.body;

import io.chatalot.webhooks.domain.ChannelId;
import io.chatalot.webhooks.domain.CommunityId;
import io.chatalot.webhooks.domain.IdempotencyKey;
import io.chatalot.webhooks.domain.MessageId;
import io.chatalot.webhooks.domain.MessageKey;
import io.chatalot.webhooks.domain.MessageRange;
import io.chatalot.webhooks.domain.ViolationCode;
import io.chatalot.webhooks.domain.Violations;
import io.chatalot.webhooks.domain.WebhookException;
import io.chatalot.webhooks.domain.WebhookId;
import io.javalin.http.Context;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Reads parameters from a request's path, query and headers. */
public final class Parameters {
  private static final Pattern UUID_FORM =
      Pattern.compile("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  /** The nil UUID, which is never assigned. */
  private static final UUID NO_ID = new UUID(0, 0);

  private Parameters() {}

  public static ChannelId channel(Context ctx) {
    return new ChannelId(pathId(ctx, "channel_id"));
  }

  /**
   * The id of a community, which may be the nil id: channels outside of every community are listed
   * there.
   *
   * @throws WebhookException with {@link io.chatalot.webhooks.domain.Reason#NOT_FOUND} if the id is
   *     malformed
   */
  public static CommunityId community(Context ctx) {
    return uuid(ctx.pathParam("community_id"))
        .map(CommunityId::new)
        .orElseThrow(() -> WebhookException.notFound("community"));
  }

  public static WebhookId webhook(Context ctx) {
    return new WebhookId(pathId(ctx, "webhook_id"));
  }

  public static MessageId message(Context ctx) {
    return new MessageId(pathId(ctx, "message_id"));
  }

  /**
   * The key of a message, without its percent-encoding.
   *
   * @throws WebhookException with {@link io.chatalot.webhooks.domain.Reason#INVALID} if it is no
   *     key
   */
  public static MessageKey messageKey(Context ctx) {
    return MessageKey.ofCaller(ctx.pathParam("key"));
  }

  /** A malformed id becomes the nil id, so that it is answered like an unknown one. */
  private static UUID pathId(Context ctx, String name) {
    return uuid(ctx.pathParam(name)).orElse(NO_ID);
  }

  public static Optional<UUID> uuid(String text) {
    return UUID_FORM.matcher(text).matches()
        ? Optional.of(UUID.fromString(text))
        : Optional.empty();
  }

  public static MessageRange range(Context ctx) {
    var violations = new Violations();
    Optional<Integer> limit =
        violations.check(
            "limit", () -> limit(ctx, MessageRange.MAX_LIMIT, MessageRange.DEFAULT_LIMIT));
    Optional<Optional<MessageId>> before = violations.check("before", () -> cursor(ctx, "before"));
    Optional<Optional<MessageId>> after = violations.check("after", () -> cursor(ctx, "after"));
    violations.throwIfAny();
    return new MessageRange(limit.orElseThrow(), before.orElseThrow(), after.orElseThrow());
  }

  /** The parameter {@code limit}, from 1 to {@code max}. */
  public static int limit(Context ctx, int max, int otherwise) {
    return number(ctx, "limit", max, otherwise);
  }

  /** A whole number in the query, from 1 to {@code max}. */
  public static int number(Context ctx, String name, int max, int otherwise) {
    Optional<String> given = Query.parameter(ctx, name);
    if (given.isEmpty()) {
      return otherwise;
    }
    String text = given.get();
    if (!text.matches("[0-9]{1,10}") || Long.parseLong(text) < 1 || Long.parseLong(text) > max) {
      throw WebhookException.invalid(
          name, ViolationCode.OUT_OF_RANGE, "must be a whole number from 1 to " + max);
    }
    return Integer.parseInt(text);
  }

  private static Optional<MessageId> cursor(Context ctx, String name) {
    return Query.parameter(ctx, name)
        .map(
            text ->
                uuid(text)
                    .map(MessageId::new)
                    .orElseThrow(
                        () ->
                            WebhookException.invalid(
                                name, ViolationCode.INVALID_VALUE, "must be the id of a message")));
  }

  /** A boolean in the query: true without a value, or one of true, false, 1 and 0. */
  public static boolean flag(Context ctx, String name) {
    Optional<String> given = Query.parameter(ctx, name);
    if (given.isEmpty()) {
      return false;
    }
    return switch (given.get().toLowerCase(Locale.ROOT)) {
      case "", "true", "1" -> true;
      case "false", "0" -> false;
      default ->
          throw WebhookException.invalid(
              name, ViolationCode.INVALID_VALUE, "must be true or false");
    };
  }

  /** The first parameter of the query with the name. */
  public static Optional<String> text(Context ctx, String name) {
    return Query.parameter(ctx, name);
  }

  /** Whether the query has the parameter, which has one possible value. */
  public static boolean isChosen(Context ctx, String name, String value) {
    Optional<String> given = Query.parameter(ctx, name);
    if (given.isPresent() && !given.get().equals(value)) {
      throw WebhookException.invalid(name, ViolationCode.INVALID_VALUE, "must be " + value);
    }
    return given.isPresent();
  }

  public static Optional<IdempotencyKey> idempotencyKey(Context ctx) {
    List<String> values = Collections.list(ctx.req().getHeaders("Idempotency-Key"));
    if (values.size() > 1) {
      throw WebhookException.invalid(
          "Idempotency-Key", ViolationCode.INVALID_VALUE, "must be given once at most");
    }
    return values.stream().findFirst().map(IdempotencyKey::parse);
  }
}
