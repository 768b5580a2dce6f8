package io.chatalot.webhooks.bench.faults.nodes;

import io.chatalot.webhooks.bench.faults.scene.Fault;
import java.util.LinkedHashMap;
import java.util.Map;

/** Lists the faults of this room. */
public final class NodeFaults {
  private NodeFaults() {}

  /** The faults by their names on the command line, in the order of the balance sheet. */
  public static Map<String, Fault> all() {
    var faults = new LinkedHashMap<String, Fault>();
    faults.put("kill", new KilledServer());
    faults.put("end", new OrderlyEnd());
    faults.put("race", new RacingNodes());
    return faults;
  }
}
