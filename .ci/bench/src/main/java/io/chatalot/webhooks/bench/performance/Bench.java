package io.chatalot.webhooks.bench.performance;

import io.chatalot.webhooks.bench.performance.load.Load;
import io.chatalot.webhooks.bench.performance.load.PgBench;
import io.chatalot.webhooks.bench.performance.load.Wrk;
import io.chatalot.webhooks.bench.stage.Node;
import io.chatalot.webhooks.bench.stage.OwnDatabase;
import io.chatalot.webhooks.bench.stage.OwnPostgres;
import io.chatalot.webhooks.bench.stage.Stage;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The tools of a measurement. */
record Bench(Effort effort, Stage stage, OwnPostgres postgres, Wrk wrk) {
  /** A node on the database, with the flags of the command line. */
  Node node(OwnDatabase database) {
    return node(database, stage.flags());
  }

  Node node(OwnDatabase database, List<String> flags) {
    return stage.node(flags, Map.of("WEBHOOKS_DATABASE_URL", database.url()));
  }

  /** A database of this name, after a first start of the server. */
  OwnDatabase database(String name) {
    OwnDatabase database = postgres.create(name);
    node(database).close();
    return database;
  }

  PgBench pgbench(OwnDatabase database) {
    return new PgBench(stage.programs(), postgres.pgbench(), database, stage.scratch());
  }

  /** Puts load on the nodes, so that their JVMs compile the measured code. */
  void warmUp(List<Load> loads) {
    Duration each = effort.warmUp().dividedBy(loads.size());
    loads.forEach(load -> wrk.run(atLeastASecond(each), List.of(load)));
  }

  /** Requests a second, as fast as they are answered. */
  double rate(Load... loads) {
    return wrk.run(effort.time(), List.of(loads));
  }

  private static Duration atLeastASecond(Duration time) {
    return time.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : time;
  }

  /** Reports progress. */
  void say(String what) {
    stage.say(what);
  }
}
