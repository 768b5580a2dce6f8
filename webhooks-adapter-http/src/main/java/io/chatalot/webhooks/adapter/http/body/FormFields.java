package io.chatalot.webhooks.adapter.http.body;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The fields of a form that a platform reads.
 *
 * @param whole holds the whole payload as JSON, and counts alone if it is there
 * @param texts hold a member of the payload each
 * @param lists hold a member of the payload each, as a JSON array
 */
public record FormFields(String whole, List<String> texts, List<String> lists) {
  public FormFields {
    texts = List.copyOf(texts);
    lists = List.copyOf(lists);
  }

  /** A form whose payload is in one field only. */
  public static FormFields in(String whole) {
    return new FormFields(whole, List.of(), List.of());
  }

  /** The same fields, and some that hold a text each. */
  public FormFields withTexts(String... names) {
    return new FormFields(whole, Arrays.asList(names), lists);
  }

  /** The same fields, and some that hold a JSON array each. */
  public FormFields withLists(String... names) {
    return new FormFields(whole, texts, Arrays.asList(names));
  }

  Set<String> names() {
    var names = new LinkedHashSet<String>(texts);
    names.addAll(lists);
    names.add(whole);
    return names;
  }
}
