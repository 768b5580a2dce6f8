package io.chatalot.webhooks.bench.faults.scene;

import io.chatalot.webhooks.bench.stage.Stage;

/** Something that goes wrong while callers call. */
public interface Fault {
  /** What the balance sheet calls it. */
  String title(Severity severity);

  /** Where it happens; the runner closes it. */
  default Scene scene(Stage stage, Severity severity) {
    return Scene.set(stage, severity, stage.folder());
  }

  /**
   * Makes it happen. What no such fault excuses is told to the scene's ledger. When this returns
   * all callers are done; nodes may still run.
   *
   * @return what was measured, in words
   */
  String happen(Scene scene) throws Exception;
}
