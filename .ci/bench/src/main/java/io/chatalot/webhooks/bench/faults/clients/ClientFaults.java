package io.chatalot.webhooks.bench.faults.clients;

import io.chatalot.webhooks.bench.faults.scene.Fault;
import java.util.LinkedHashMap;
import java.util.Map;

/** Lists the faults of this room. */
public final class ClientFaults {
  private ClientFaults() {}

  /** The faults by their names on the command line, in the order of the balance sheet. */
  public static Map<String, Fault> all() {
    var faults = new LinkedHashMap<String, Fault>();
    faults.put("half", new HalfBodies());
    faults.put("unread", new UnreadAnswers());
    faults.put("streams", new UnreadStreams());
    faults.put("slow", new SlowClients());
    faults.put("logins", new CrowdedLogins());
    faults.put("dribble", new Dribblers());
    faults.put("headers", new FullHeaders());
    return faults;
  }
}
