package io.chatalot.webhooks.adapter.http.tool.template.engine;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.chatalot.webhooks.application.driven.Templates;
import io.chatalot.webhooks.application.driven.Templates.Rendered;
import io.chatalot.webhooks.domain.Template;
import io.chatalot.webhooks.domain.WebhookException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Renders templates with JSON, as a test writes them. */
final class Rendering {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private static final Templates TEMPLATES = new PebbleTemplates();

  private Rendering() {}

  static Object json(String json) {
    try {
      return plain(MAPPER.readValue(json, Object.class));
    } catch (JsonProcessingException noJson) {
      throw new IllegalArgumentException(noJson);
    }
  }

  /** With whole numbers as the type of their size. */
  private static Object plain(Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> members = new LinkedHashMap<>();
      map.forEach((name, member) -> members.put((String) name, plain(member)));
      return members;
    }
    if (value instanceof List<?> list) {
      List<Object> elements = new ArrayList<>();
      list.forEach(element -> elements.add(plain(element)));
      return elements;
    }
    return value instanceof Integer number ? (Object) number.longValue() : value;
  }

  static Rendered rendered(String template, String json) {
    return rendered(template, json(json));
  }

  static Rendered rendered(String template, Object payload) {
    return TEMPLATES.render(new Template(template), payload, Map.of("x-gitlab-event", "Push Hook"));
  }

  static String text(String template, String json) {
    return rendered(template, json).text();
  }

  static String text(String template) {
    return text(template, "{}");
  }

  /** The message of the violation. */
  static String fault(String template, String json) {
    return fault(template, json(json));
  }

  static String fault(String template, Object payload) {
    return violation(() -> rendered(template, payload));
  }

  /** The message of the violation with which a template cannot be saved. */
  static String unreadable(String template) {
    return violation(() -> TEMPLATES.require(new Template(template)));
  }

  private static String violation(ThrowingCallable call) {
    WebhookException refused = catchThrowableOfType(WebhookException.class, call);
    return refused.violations().get(0).message();
  }
}
