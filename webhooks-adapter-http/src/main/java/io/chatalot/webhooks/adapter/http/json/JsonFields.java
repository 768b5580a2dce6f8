package io.chatalot.webhooks.adapter.http.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.chatalot.webhooks.application.driving.call.Fields;
import io.chatalot.webhooks.domain.Violation;
import io.chatalot.webhooks.domain.ViolationCode;
import io.chatalot.webhooks.domain.Violations;
import io.chatalot.webhooks.domain.WebhookException;
import java.util.Optional;
import java.util.Set;

/** The fields of a JSON object, absent told from null, each of the type that is asked for. */
public final class JsonFields implements Fields {
  private static final int MAX_SHOWN = 64;

  private final JsonNode object;

  /**
   * @throws WebhookException with {@code INVALID} if the value is not an object
   */
  public JsonFields(JsonNode value) {
    if (!value.isObject()) {
      throw WebhookException.invalid("body", ViolationCode.INVALID_TYPE, "must be a JSON object");
    }
    this.object = value;
  }

  public boolean has(String field) {
    return object.has(field);
  }

  boolean isNull(String field) {
    return object.path(field).isNull();
  }

  @Override
  public Optional<String> text(String field) {
    JsonNode value = object.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isTextual()) {
      throw WebhookException.invalid(field, ViolationCode.INVALID_TYPE, "must be a string");
    }
    return Optional.of(value.textValue());
  }

  /** The text of a field that must be there. */
  public String requiredText(String field) {
    return text(field)
        .orElseThrow(() -> WebhookException.invalid(field, ViolationCode.REQUIRED, "is required"));
  }

  /** The boolean of a field that is there. */
  public boolean bool(String field) {
    JsonNode value = object.path(field);
    if (!value.isBoolean()) {
      throw WebhookException.invalid(field, ViolationCode.INVALID_TYPE, "must be true or false");
    }
    return value.booleanValue();
  }

  /** Notes every field that is none of the known ones. */
  public void refuseOthers(Set<String> known, Violations violations) {
    object
        .fieldNames()
        .forEachRemaining(
            field -> {
              if (!known.contains(field)) {
                violations.add(
                    new Violation(
                        shortened(field),
                        ViolationCode.NOT_ALLOWED,
                        "is not a field of this request"));
              }
            });
  }

  /** Cut between characters, not within one. */
  private static String shortened(String field) {
    return field.codePointCount(0, field.length()) <= MAX_SHOWN
        ? field
        : field.substring(0, field.offsetByCodePoints(0, MAX_SHOWN)) + "\u2026";
  }
}
