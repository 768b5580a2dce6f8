package io.chatalot.webhooks.faults;

/** Something that goes wrong while callers call. */
interface Fault {
  /** What the balance sheet calls it. */
  String title(Options options);

  /** Where it happens; the runner closes it. */
  default Scene scene(Stage stage) {
    return Scene.set(stage, stage.options().folder());
  }

  /**
   * Makes it happen. What no such fault excuses is told to the scene's ledger. When this returns
   * all callers are done; nodes may still run.
   *
   * @return what was measured, in words
   */
  String happen(Scene scene) throws Exception;
}
