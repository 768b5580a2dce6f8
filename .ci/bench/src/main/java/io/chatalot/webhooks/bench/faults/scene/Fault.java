package io.chatalot.webhooks.bench.faults.scene;

import io.chatalot.webhooks.bench.stage.Stage;

/** A fault to inject under load. */
public interface Fault {
  /** The title in the balance sheet. */
  String title(Severity severity);

  /** Sets the scene; the runner closes it. */
  default Scene scene(Stage stage, Severity severity) {
    return Scene.set(stage, severity, stage.folder());
  }

  /**
   * Injects the fault. Behaviour that the fault does not excuse goes to the scene's ledger. On
   * return all callers are done; nodes may still run.
   *
   * @return the measurements, in words
   */
  String happen(Scene scene) throws Exception;
}
