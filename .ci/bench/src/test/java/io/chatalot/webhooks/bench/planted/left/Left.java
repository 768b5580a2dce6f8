package io.chatalot.webhooks.bench.planted.left;

import io.chatalot.webhooks.bench.planted.right.Right;

/** Goes round in a circle with {@link Right}. */
public final class Left {
  private Right right;
}
