package io.chatalot.webhooks.adapter.http.tool.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Takes out what only sender and server may know, before a payload is kept or a template sees it.
 */
final class Secrets {
  private static final String MASK = "***";

  /**
   * Secrets of known forms: JSON Web Tokens (RFC 7519), keys with the prefixes of their platforms,
   * our own tokens, private keys, URLs with a password or a token, and long random texts.
   */
  private static final Pattern VALUE =
      Pattern.compile(
          "(?<![A-Za-z0-9_-])(?:eyJ[A-Za-z0-9_-]{10,}+(?:\\.[A-Za-z0-9_-]++){1,2}"
              + "|(?:ghp|gho|ghs|ghr|github_pat|glpat|xox[abeprs]|sk|pk|rk|whsec|npm|cwt|dop_v1)"
              + "[_-][A-Za-z0-9_-]{16,}+"
              + "|AKIA[0-9A-Z]{16}|AIza[A-Za-z0-9_-]{30,}+|SG\\.[A-Za-z0-9_-]{16,}+\\.[A-Za-z0-9_-]{16,}+"
              + "|(?=[a-z0-9_-]*+[A-Z])(?=[A-Z0-9_-]*+[a-z])(?=[A-Za-z_-]*+[0-9])[A-Za-z0-9_-]{43,}+)|[A-Za-z0-9]{64,}+|-----BEGIN"
              + " [A-Z ]{0,40}PRIVATE KEY-----(?s:.*)|(?i:bearer|basic) ++[A-Za-z0-9+/=._~-]{16,}+"
              + "|(?<=://)[^/\\s:@]{1,256}:[^/\\s@]{1,256}(?=@)"
              + "|(?<=[?&;](?i:access_token|token|sig|signature|key|api_key|apikey|secret|password)=)"
              + "[^&#\\s\"]++"
              + "|(?<=hooks\\.slack\\.com/services/)[A-Za-z0-9/]++|(?<![A-Za-z0-9])(?i:password|passwd|pwd|secret|token)[=:]"
              + " ?\\S++");

  private Secrets() {}

  /** The headers that are no secrets, with names in lower case; of equal names the first counts. */
  static Map<String, String> without(Iterable<Map.Entry<String, String>> headers) {
    var kept = new LinkedHashMap<String, String>();
    for (Map.Entry<String, String> header : headers) {
      String name = header.getKey().toLowerCase(Locale.ROOT);
      if (!SecretNames.isHeader(name) && !VALUE.matcher(header.getValue()).find()) {
        kept.putIfAbsent(name, header.getValue());
      }
    }
    return Collections.unmodifiableMap(kept);
  }

  /** The JSON with a mask in place of each secret. */
  static JsonNode masked(JsonNode json) {
    if (json.isTextual()) {
      return TextNode.valueOf(VALUE.matcher(json.textValue()).replaceAll(MASK));
    }
    if (json instanceof ArrayNode array) {
      ArrayNode masked = array.arrayNode(array.size());
      array.forEach(element -> masked.add(masked(element)));
      return masked;
    }
    if (json instanceof ObjectNode object) {
      ObjectNode masked = object.objectNode();
      object
          .properties()
          .forEach(
              member -> masked.set(member.getKey(), masked(member.getKey(), member.getValue())));
      return masked;
    }
    return json;
  }

  private static JsonNode masked(String name, JsonNode value) {
    return !value.isNull() && SecretNames.isMember(name) ? TextNode.valueOf(MASK) : masked(value);
  }
}
