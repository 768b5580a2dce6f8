package io.chatalot.webhooks.bench.faults.database;

import io.chatalot.webhooks.bench.faults.scene.Fault;
import java.util.LinkedHashMap;
import java.util.Map;

/** Lists the faults of this room. */
public final class DatabaseFaults {
  private DatabaseFaults() {}

  /** The faults by their names on the command line, in the order of the balance sheet. */
  public static Map<String, Fault> all() {
    var faults = new LinkedHashMap<String, Fault>();
    faults.put("postgres", new KilledDatabase());
    faults.put("sessions", new EndedSessions());
    faults.put("cuts", new CutAnswers());
    faults.put("away", new DatabaseAway());
    faults.put("disk", new FullDisk());
    faults.put("pool", new ExhaustedPool());
    return faults;
  }
}
