package io.chatalot.webhooks.adapter.http.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.chatalot.webhooks.application.driving.call.Fields;
import io.chatalot.webhooks.domain.Text;
import io.chatalot.webhooks.domain.Violation;
import io.chatalot.webhooks.domain.ViolationCode;
import io.chatalot.webhooks.domain.Violations;
import io.chatalot.webhooks.domain.WebhookException;
import java.util.Optional;
import java.util.Set;

/** Reads the fields of a JSON object strictly, and distinguishes absent fields from null. */
public final class JsonFields implements Fields {
  private static final int MAX_SHOWN = 64;

  private final JsonNode object;

  /**
   * @throws WebhookException with {@code INVALID} if the value is not an object
   */
  public JsonFields(JsonNode value) {
    this.object = Json.requireObject(value);
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

  /** The text of a required field. */
  public String requiredText(String field) {
    return text(field)
        .orElseThrow(() -> WebhookException.invalid(field, ViolationCode.REQUIRED, "is required"));
  }

  /** The boolean of a present field. */
  public boolean bool(String field) {
    JsonNode value = object.path(field);
    if (!value.isBoolean()) {
      throw WebhookException.invalid(field, ViolationCode.INVALID_TYPE, "must be true or false");
    }
    return value.booleanValue();
  }

  /** Adds a violation for every field that is not known. */
  public void refuseOthers(Set<String> known, Violations violations) {
    object
        .fieldNames()
        .forEachRemaining(
            field -> {
              if (!known.contains(field)) {
                violations.add(
                    new Violation(
                        Text.shortened(field, MAX_SHOWN),
                        ViolationCode.NOT_ALLOWED,
                        "is not a field of this request"));
              }
            });
  }
}
