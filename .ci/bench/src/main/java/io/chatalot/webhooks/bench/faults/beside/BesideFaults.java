package io.chatalot.webhooks.bench.faults.beside;

import io.chatalot.webhooks.bench.faults.scene.Fault;
import java.util.LinkedHashMap;
import java.util.Map;

/** Lists the faults of this room. */
public final class BesideFaults {
  /** Callers of a burst that makes small batches. */
  static final int NARROW = 4;

  /** Callers of a burst that makes large batches. */
  static final int WIDE = 500;

  private BesideFaults() {}

  /** The faults by their names on the command line, in the order of the balance sheet. */
  public static Map<String, Fault> all() {
    var faults = new LinkedHashMap<String, Fault>();
    faults.put("besidekill", new KilledNode());
    faults.put("besidepostgres", new RestartedDatabase());
    return faults;
  }

  /** Narrow and wide by turns. */
  static int width(int time) {
    return time % 2 == 1 ? NARROW : WIDE;
  }
}
