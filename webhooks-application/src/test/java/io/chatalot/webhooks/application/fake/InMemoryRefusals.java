package io.chatalot.webhooks.application.fake;

import io.chatalot.webhooks.application.driven.Refusals;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Keeps all refusals. A test waits for them, since they arrive after the answers. */
public final class InMemoryRefusals implements Refusals {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final List<OfWebhook> kept = new ArrayList<>();
  private int unknown;

  @Override
  public synchronized void keep(List<OfWebhook> refusals) {
    kept.addAll(refusals);
    notifyAll();
  }

  @Override
  public synchronized void unknown(int count) {
    unknown += count;
    notifyAll();
  }

  /**
   * Waits for a number of refusals.
   *
   * @return the refusals of known webhooks
   * @throws AssertionError if there are more, or too few after 30 s
   */
  public synchronized List<OfWebhook> await(int known, int unknown) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (kept.size() < known || this.unknown < unknown) {
      long left = (end - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        break;
      }
      try {
        wait(left);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
    if (kept.size() != known || this.unknown != unknown) {
      throw new AssertionError(
          String.format(
              Locale.ROOT,
              "%d known and %d unknown ones instead of %d and %d",
              kept.size(),
              this.unknown,
              known,
              unknown));
    }
    return List.copyOf(kept);
  }
}
