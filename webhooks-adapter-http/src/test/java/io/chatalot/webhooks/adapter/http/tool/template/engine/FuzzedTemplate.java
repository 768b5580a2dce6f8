package io.chatalot.webhooks.adapter.http.tool.template.engine;

import io.chatalot.webhooks.application.fuzz.AnyText;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A template and a payload of some bytes. If the first byte is even, the rest is the template as it
 * is, with a payload of all kinds of values. Otherwise each byte chooses a part of the template,
 * and then a value of the payload.
 *
 * @param escapes whether the template only prints values as they are
 */
record FuzzedTemplate(String text, Object payload, boolean escapes) {
  private static final String[] VALUES = {
    "*zq*",
    "**zq**",
    "_zq_",
    "~~zq~~",
    "`zq`",
    "``zq``",
    "# zq",
    "> zq",
    "- zq",
    "1. zq",
    "zh\n==",
    "zh\n--",
    "```\nzq\n```",
    "[zq](https://zq.example)",
    "<https://zq.example>",
    "![zq](https://zq.example)",
    "| zt |\n|---|\n| zt |",
    "a\n\n# zq\n",
    "\\",
    "`",
    "``",
    "*",
    "[",
    "](https://zq.example)",
    "https://zq.example/a",
    " ",
    "",
    "\n",
    "|",
    "<",
    "&#42;zq&#42;",
    ")",
    "**",
    "\r\n> zq",
    "~~~\nzq",
    "+ zq",
    "a  \n## zq",
    "> > zq",
    "<b>zq</b>"
  };

  private static final String[] MARKDOWN = {
    "a ",
    "\n",
    "\n\n",
    "**",
    "*",
    "_",
    "~~",
    "`",
    "``",
    "```\n",
    "```",
    "> ```\n",
    "   ```\n",
    "\n```\n",
    "# ",
    "## ",
    "> ",
    "- ",
    "  ",
    "1. ",
    "| ",
    " |",
    "|---|\n",
    "[",
    "](",
    "](https://a.example/",
    ")",
    "<",
    ">",
    "https://a.example/",
    "\\",
    "!",
    "&",
    "    ",
    "~~~\n",
    "---\n",
    ": ",
    "."
  };

  private static final String[] TERMS = {
    "a",
    "b",
    "c",
    "d",
    "payload",
    "headers['x-event']",
    "list",
    "object",
    "list[0]",
    "object.a",
    "item",
    "item.key",
    "item.value",
    "number",
    "missing",
    "loop.index",
    "1",
    "0",
    "'x'",
    "x",
    "deep",
    "true",
    "big"
  };

  private static final String[] SAFE_FILTERS = {
    "default('y')",
    "upper",
    "lower",
    "trim",
    "sort",
    "reverse",
    "length",
    "join(', ')",
    "join(a)",
    "json",
    "title",
    "date",
    "round",
    "escape",
    "default(b)"
  };

  private static final String[] FILTERS = {
    "raw",
    "first",
    "last",
    "slice(1, 5)",
    "slice(number)",
    "truncate(4)",
    "truncate(number, a)",
    "replace('z', a)",
    "replace(a, b)",
    "split('q')",
    "split('')",
    "split(a, 2)",
    "urlencode",
    "date('yyyy', 'Europe/Berlin')",
    "date(a)",
    "abs",
    "round(number)",
    "rsort",
    "capitalize"
  };

  private static final String[] OPERATORS = {
    " ~ ",
    " + ",
    " - ",
    " * ",
    " / ",
    " % ",
    " == ",
    " != ",
    " < ",
    " >= ",
    " contains ",
    " and ",
    " or ",
    " is empty and ",
    " ? a : ",
    " is not null or "
  };

  static FuzzedTemplate of(byte[] data) {
    if (data.length == 0 || data[0] % 2 == 0) {
      return new FuzzedTemplate(AnyText.of(data), payload(new Source(data)), false);
    }
    var source = new Source(data);
    boolean escapes = source.next() % 3 != 0;
    var template = new StringBuilder();
    while (source.hasMore() && template.length() < 7_000) {
      part(source, template, escapes);
    }
    return new FuzzedTemplate(template.toString(), payload(source.reversed()), escapes);
  }

  private static void part(Source source, StringBuilder out, boolean escapes) {
    switch (source.next() % 8) {
      case 0, 1, 2 -> out.append(source.choice(MARKDOWN));
      case 3, 4 -> out.append("{{ ").append(term(source, escapes)).append(" }}");
      case 5 -> tag(source, out, escapes);
      case 6 ->
          out.append("{% set ")
              .append(source.choice("x", "y", "username", "key"))
              .append(" = ")
              .append(term(source, escapes))
              .append(" %}");
      default -> out.append(source.choice("{{- a -}}", "{# c #}", "{{- b }}", "{{ c -}}", "\n"));
    }
  }

  private static void tag(Source source, StringBuilder out, boolean escapes) {
    boolean loop = source.next() % 2 == 0;
    String term = term(source, escapes);
    out.append(loop ? "{% for item in " + term + " %}" : "{% if " + term + " %}");
    for (int i = source.next() % 4; i > 0 && source.hasMore() && out.length() < 7_000; i--) {
      part(source, out, escapes);
    }
    out.append(loop ? "{% endfor %}" : "{% endif %}");
  }

  private static String term(Source source, boolean escapes) {
    var term = new StringBuilder(source.choice(TERMS));
    for (int i = source.next() % 4; i > 1 && source.hasMore(); i--) {
      boolean filter = source.next() % 2 == 0;
      if (filter) {
        term.append(" | ").append(escapes ? source.choice(SAFE_FILTERS) : source.choice(FILTERS));
      } else {
        term.append(source.choice(OPERATORS)).append(source.choice(TERMS));
      }
    }
    return term.toString();
  }

  private static Object payload(Source source) {
    Map<String, Object> payload = new LinkedHashMap<>();
    for (String name : new String[] {"a", "b", "c", "d"}) {
      payload.put(name, source.choice(VALUES));
    }
    List<Object> list = new ArrayList<>();
    for (int i = source.size(); i > 0; i--) {
      list.add(i % 2 == 0 ? VALUES[i % VALUES.length] : (Object) (long) i);
    }
    payload.put("list", list);
    payload.put(
        "object",
        new LinkedHashMap<>(Map.of("a", source.choice(VALUES), source.choice(VALUES), list)));
    payload.put("number", (long) source.next());
    payload.put("big", source.next() % 2 == 0 ? BigInteger.TWO.pow(500) : new BigDecimal("1E-700"));
    payload.put("deep", deep(source.size()));
    return payload;
  }

  private static Object deep(int depth) {
    Object value = "x";
    for (int i = 0; i < depth; i++) {
      value = List.of(value);
    }
    return value;
  }

  /** Takes one byte after the other; zeros at the end. */
  private static final class Source {
    private final byte[] data;
    private int at;

    Source(byte[] data) {
      this.data = data;
    }

    /** The bytes from the end, so that the payload does not wait for the template. */
    Source reversed() {
      var reversed = new byte[data.length];
      for (int i = 0; i < data.length; i++) {
        reversed[i] = data[data.length - 1 - i];
      }
      return new Source(reversed);
    }

    boolean hasMore() {
      return at < data.length;
    }

    int next() {
      return at < data.length ? data[at++] & 0xFF : 0;
    }

    String choice(String... of) {
      return of[next() % of.length];
    }

    /** Seldom large. */
    int size() {
      int size = next();
      return size < 250 ? size % 20 : size * 40;
    }
  }
}
