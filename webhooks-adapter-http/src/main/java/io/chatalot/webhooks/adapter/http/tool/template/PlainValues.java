package io.chatalot.webhooks.adapter.http.tool.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Turns JSON into plain Java values, which is all that a template sees. */
final class PlainValues {
  /** The most digits before or behind the point of a number with a fraction or an exponent. */
  private static final int MAX_SCALE = 100;

  private PlainValues() {}

  /** A map, a list, a text, a number, a boolean or null. */
  static Object of(JsonNode json) {
    return switch (json.getNodeType()) {
      case OBJECT -> map(json);
      case ARRAY -> list(json);
      case BOOLEAN -> json.booleanValue();
      case NUMBER -> number(json);
      case STRING -> json.textValue();
      default -> null;
    };
  }

  private static Map<String, Object> map(JsonNode json) {
    var map = new LinkedHashMap<String, Object>();
    json.properties().forEach(member -> map.put(member.getKey(), of(member.getValue())));
    return map;
  }

  private static List<Object> list(JsonNode json) {
    var list = new ArrayList<Object>(json.size());
    json.forEach(element -> list.add(of(element)));
    return list;
  }

  /** A number that would print as a very long one stays text. */
  private static Object number(JsonNode json) {
    if (json.canConvertToLong() && json.isIntegralNumber()) {
      return json.longValue();
    }
    if (json.isIntegralNumber()) {
      return json.bigIntegerValue();
    }
    BigDecimal number = json.decimalValue();
    return Math.abs((long) number.scale()) > MAX_SCALE ? json.asText() : number;
  }
}
