package io.chatalot.webhooks.adapter.http.tool.template.engine.value;

import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * What templates handle: null, booleans, numbers, texts ({@code String} or {@link Mixed}), lists,
 * maps and {@link Loop}.
 */
public final class Values {
  private static final int MAX_DEPTH = 100;

  private Values() {}

  public static boolean isText(Object value) {
    return value instanceof String || value instanceof Mixed;
  }

  /** A kind in words, such as "a list". */
  public static String kind(Object value) {
    if (value == null) {
      return "nothing";
    }
    if (isText(value)) {
      return "a text";
    }
    if (value instanceof Number) {
      return "a number";
    }
    if (value instanceof Boolean) {
      return "true or false";
    }
    return value instanceof List<?> ? "a list" : "an object";
  }

  /** Nothing, false, zero and empty values are false. */
  public static boolean isTrue(Object value) {
    if (value instanceof Boolean truth) {
      return truth;
    }
    if (value instanceof Number number) {
      return Numbers.signum(number) != 0;
    }
    return value != null && length(value) != 0;
  }

  /** Characters (UTF-16), elements or members. */
  public static int length(Object value) {
    if (value instanceof String text) {
      return text.length();
    }
    if (value instanceof Mixed mixed) {
      return mixed.length();
    }
    if (value instanceof List<?> list) {
      return list.size();
    }
    return value instanceof Map<?, ?> map ? map.size() : 1;
  }

  /** Whether there is nothing to see: nothing, a blank text, no elements, no members. */
  public static boolean isEmpty(Run run, Object value) {
    if (!isText(value)) {
      return value == null || length(value) == 0;
    }
    run.scan(length(value));
    return text(run, value).isBlank();
  }

  /** The text of a value: that of nothing is empty, that of a list or an object is its JSON. */
  public static String text(Run run, Object value) {
    if (value == null) {
      return "";
    }
    if (value instanceof String text) {
      return text;
    }
    if (value instanceof Mixed mixed) {
      if (mixed.parts().size() != 1) {
        run.make(mixed.length());
      }
      return mixed.text();
    }
    if (value instanceof Number number) {
      return Numbers.text(run, number);
    }
    return value instanceof Boolean ? value.toString() : JsonText.compact(run, value);
  }

  /** A text with line feeds as its only line breaks. */
  public static String unified(String text) {
    return text.indexOf('\r') < 0 ? text : text.replace("\r\n", "\n").replace('\r', '\n');
  }

  /** A text or {@link Mixed} to print or to join. */
  public static Object printable(Run run, Object value) {
    return value instanceof Mixed ? value : text(run, value);
  }

  public static boolean equal(Run run, Object left, Object right) {
    return equal(run, left, right, 0);
  }

  private static boolean equal(Run run, Object left, Object right, int depth) {
    run.spend(1);
    if (left == right || left == null || right == null) {
      return left == right;
    }
    if (left instanceof Number one && right instanceof Number other) {
      return Numbers.compare(run, one, other) == 0;
    }
    if (isText(left) && isText(right)) {
      if (length(left) != length(right)) {
        return false;
      }
      run.scan(length(left));
      return text(run, left).equals(text(run, right));
    }
    if (depth > MAX_DEPTH) {
      throw new Fault("the values are nested too deeply to be compared");
    }
    if (left instanceof List<?> one && right instanceof List<?> other) {
      return one.size() == other.size() && equalElements(run, one, other, depth);
    }
    if (left instanceof Map<?, ?> one && right instanceof Map<?, ?> other) {
      return one.size() == other.size() && equalMembers(run, one, other, depth);
    }
    return left.equals(right);
  }

  private static boolean equalElements(Run run, List<?> left, List<?> right, int depth) {
    Iterator<?> others = right.iterator();
    for (Object element : left) {
      if (!equal(run, element, others.next(), depth + 1)) {
        return false;
      }
    }
    return true;
  }

  private static boolean equalMembers(Run run, Map<?, ?> left, Map<?, ?> right, int depth) {
    for (Map.Entry<?, ?> member : left.entrySet()) {
      run.spend(2);
      run.scan(member.getKey().toString().length());
      if (!right.containsKey(member.getKey())
          || !equal(run, member.getValue(), right.get(member.getKey()), depth + 1)) {
        return false;
      }
    }
    return true;
  }

  /** The member of an object or the element of a list; null if there is none. */
  public static Object member(Run run, Object value, Object name) {
    run.spend(1);
    if (value instanceof Map<?, ?> map) {
      if (!isText(name) && !(name instanceof Number)) {
        return null;
      }
      String key = text(run, name);
      run.scan(key.length());
      return map.get(key);
    }
    if (value instanceof Loop loop) {
      return isText(name) ? loop.member(text(run, name)) : null;
    }
    if (value instanceof List<?> list) {
      int index = index(run, name);
      return index >= 0 && index < list.size() ? list.get(index) : null;
    }
    return null;
  }

  private static int index(Run run, Object name) {
    if (name instanceof Long number) {
      return number < 0 || number > Integer.MAX_VALUE ? -1 : number.intValue();
    }
    if (!isText(name) && !(name instanceof Number) || length(name) > 9) {
      return -1;
    }
    String digits = text(run, name);
    boolean whole = !digits.isEmpty() && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    return whole && digits.length() <= 9 ? Integer.parseInt(digits) : -1;
  }
}
