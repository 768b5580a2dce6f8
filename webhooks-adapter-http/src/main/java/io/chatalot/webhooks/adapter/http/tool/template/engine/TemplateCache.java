package io.chatalot.webhooks.adapter.http.tool.template.engine;

import io.chatalot.webhooks.adapter.http.tool.template.engine.value.Fault;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The templates that were rendered last, by their text, up to a total size. Safe for use by many
 * threads.
 */
final class TemplateCache {
  private final Map<String, Compiled> templates = new LinkedHashMap<>(16, 0.75f, true);
  private final int maxSize;
  private int size;

  /**
   * @param maxSize the most of the sum of {@link Compiled#size}
   */
  TemplateCache(int maxSize) {
    this.maxSize = maxSize;
  }

  /**
   * @throws Fault if the text is no template; faults are not kept
   */
  Compiled get(String text) {
    synchronized (templates) {
      Compiled known = templates.get(text);
      if (known != null) {
        return known;
      }
    }
    Compiled read = Compiled.of(text);
    synchronized (templates) {
      if (templates.putIfAbsent(text, read) == null) {
        size += read.size();
        shrink();
      }
    }
    return read;
  }

  private void shrink() {
    Iterator<Compiled> oldest = templates.values().iterator();
    while (size > maxSize && oldest.hasNext()) {
      size -= oldest.next().size();
      oldest.remove();
    }
  }

  int size() {
    synchronized (templates) {
      return size;
    }
  }
}
