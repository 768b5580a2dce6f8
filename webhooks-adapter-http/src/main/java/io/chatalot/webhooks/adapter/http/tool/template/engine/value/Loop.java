package io.chatalot.webhooks.adapter.http.tool.template.engine.value;

/**
 * The variable {@code loop}.
 *
 * @param index counts from 0
 */
public record Loop(int index, int length) {
  public Object member(String name) {
    return switch (name) {
      case "index" -> (long) index;
      case "revindex" -> (long) length - index - 1;
      case "length" -> (long) length;
      case "first" -> index == 0;
      case "last" -> index == length - 1;
      default -> null;
    };
  }
}
