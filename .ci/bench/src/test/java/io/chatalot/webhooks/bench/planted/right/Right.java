package io.chatalot.webhooks.bench.planted.right;

import io.chatalot.webhooks.bench.planted.left.Left;

/** Goes round in a circle with {@link Left}. */
public final class Right {
  private Left left;
}
