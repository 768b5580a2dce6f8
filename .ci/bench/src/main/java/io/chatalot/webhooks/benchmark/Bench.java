package io.chatalot.webhooks.benchmark;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What measurements are made with. */
record Bench(Options options, Cleanup cleanup, Programs programs, OwnPostgres postgres, Wrk wrk) {
  /** A node on the database, with the flags that are recommended. */
  Node node(OwnDatabase database) {
    return node(database, options.flags());
  }

  Node node(OwnDatabase database, List<String> flags) {
    return Node.start(options, cleanup, flags, Map.of("WEBHOOKS_DATABASE_URL", database.url()));
  }

  /** A database of this name with the server's tables in it, and what a first start makes. */
  OwnDatabase database(String name) {
    OwnDatabase database = postgres.create(name);
    node(database).close();
    return database;
  }

  PgBench pgbench(OwnDatabase database) {
    return new PgBench(programs, postgres.pgbench(), database, options.scratch());
  }

  /** Has the JVMs compile what will be measured. */
  void warmUp(List<Load> loads) {
    Duration each = options.warmUp().dividedBy(loads.size());
    loads.forEach(load -> wrk.run(atLeastASecond(each), List.of(load)));
  }

  /** Requests a second, as fast as they are answered. */
  double rate(Load... loads) {
    return wrk.run(options.time(), List.of(loads));
  }

  private static Duration atLeastASecond(Duration time) {
    return time.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : time;
  }

  /** Tells whoever waits how far it is. */
  static void say(String what) {
    System.err.println(what);
  }
}
