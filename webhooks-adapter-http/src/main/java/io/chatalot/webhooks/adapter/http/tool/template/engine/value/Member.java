package io.chatalot.webhooks.adapter.http.tool.template.engine.value;

import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;

/** A member of an object, as a loop sees it: an object of {@code key} and {@code value}. */
public final class Member extends AbstractMap<String, Object> {
  private final Object key;
  private final Object value;

  public Member(Object key, Object value) {
    this.key = key;
    this.value = value;
  }

  @Override
  public Object get(Object name) {
    return "key".equals(name) ? key : "value".equals(name) ? value : null;
  }

  @Override
  public boolean containsKey(Object name) {
    return "key".equals(name) || "value".equals(name);
  }

  @Override
  public int size() {
    return 2;
  }

  @Override
  public Set<Map.Entry<String, Object>> entrySet() {
    return Set.of(
        new SimpleImmutableEntry<>("key", key), new SimpleImmutableEntry<>("value", value));
  }
}
