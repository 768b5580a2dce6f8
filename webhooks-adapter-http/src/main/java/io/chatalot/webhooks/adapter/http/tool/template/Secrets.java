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

  /** Headers of credentials, of signatures and of the way that a request took. */
  private static final Pattern HEADER =
      Pattern.compile(
          "(?:proxy-)?authorization|(?:set-)?cookie|x-forwarded-.*|forwarded|x-real-ip|via"
              + "|.*(?:signature|token|secret|password|passwd|credential|hmac|api-?key|auth).*");

  /** Members of JSON by whose names senders call secrets; a URL of a token is none. */
  private static final Pattern MEMBER =
      Pattern.compile(
          "(?:.*[_-])?(?:password|passwd|passphrase|secret|token|api_?key|private_?key|credentials?"
              + "|authorization|signature)");

  /** A JSON Web Token (RFC 7519), a key of a known form, or a long run as of a webhook's token. */
  private static final Pattern VALUE =
      Pattern.compile(
          "(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{10,}+(?:\\.[A-Za-z0-9_-]++){1,2}"
              + "|(?<![A-Za-z0-9_-])(?:ghp|gho|ghs|ghr|glpat|xox[abprs]|sk|pk|rk)[_-][A-Za-z0-9_-]{16,}+|[A-Za-z0-9]{64,}+|(?i:bearer|basic)"
              + " ++[A-Za-z0-9+/=._~-]{16,}+");

  private Secrets() {}

  /** The headers that are no secrets, with names in lower case; of equal names the first counts. */
  static Map<String, String> without(Iterable<Map.Entry<String, String>> headers) {
    var kept = new LinkedHashMap<String, String>();
    for (Map.Entry<String, String> header : headers) {
      String name = header.getKey().toLowerCase(Locale.ROOT);
      if (!HEADER.matcher(name).matches() && !VALUE.matcher(header.getValue()).find()) {
        kept.putIfAbsent(name, header.getValue());
      }
    }
    return Collections.unmodifiableMap(kept);
  }

  /** The JSON with a mask in place of each secret. */
  static JsonNode masked(JsonNode json) {
    if (json.isTextual()) {
      return TextNode.valueOf(VALUE.matcher(json.textValue()).replaceAll("***"));
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
    boolean secret =
        value.isValueNode()
            && !value.isNull()
            && MEMBER.matcher(name.toLowerCase(Locale.ROOT)).matches();
    return secret ? TextNode.valueOf(MASK) : masked(value);
  }
}
