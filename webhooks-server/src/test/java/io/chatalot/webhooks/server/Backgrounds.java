package io.chatalot.webhooks.server;

import io.chatalot.webhooks.application.background.Background;
import io.chatalot.webhooks.application.background.BackgroundObserver;
import io.chatalot.webhooks.application.background.Pause;

/** Backgrounds that tell nobody of failures. */
public final class Backgrounds {
  private Backgrounds() {}

  public static Background silent() {
    return paused(Pause.SLEEP);
  }

  public static Background paused(Pause pause) {
    return new Background(BackgroundObserver.NONE, (task, failure) -> {}, System::nanoTime, pause);
  }
}
