package io.chatalot.webhooks.bench.performance;

import io.chatalot.webhooks.bench.performance.figures.Samples;
import io.chatalot.webhooks.bench.performance.figures.Table;
import io.chatalot.webhooks.bench.performance.figures.Target;
import io.chatalot.webhooks.bench.performance.figures.Turns;
import io.chatalot.webhooks.bench.performance.load.KeptConnection;
import io.chatalot.webhooks.bench.stage.Execution;
import io.chatalot.webhooks.bench.stage.Node;
import io.chatalot.webhooks.bench.stage.OwnDatabase;
import io.chatalot.webhooks.bench.stage.Seeds;
import io.chatalot.webhooks.domain.Token;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * Whether the time of a 404 reveals its cause. Calls of each kind go by turns over one connection,
 * in another order each turn, and each as if from another client, since otherwise the limit on
 * misses would refuse them.
 */
final class Misses implements Measurement {
  private static final int TURNS = 5_000;
  private static final int TOKENS = 100;

  /** Channels of {@link Seeds}, each with its own kind of webhook. */
  private static final int DISABLED = 1;

  private static final int DELETED = 2;
  private static final int ARCHIVED = 3;

  private static final String MICROS = "µs";
  private static final double MICROS_IN_MILLI = 1_000;

  private final Random random = new Random(TURNS);
  private int clients;

  @Override
  public void run(Bench bench, Table table) {
    OwnDatabase database = bench.database("misses");
    Map<String, List<String>> kinds = kinds(database);
    List<List<String>> paths = List.copyOf(kinds.values());
    var rounds = new ArrayList<Turns>();
    Map<String, String> settings =
        Map.of("WEBHOOKS_DATABASE_URL", database.url(), "WEBHOOKS_TRUSTED_PROXIES", "127.0.0.1");
    try (Node node = bench.stage().node(settings);
        var connection = new KeptConnection(node)) {
      warmUp(connection, paths, bench.effort().warmUp());
      for (int round = 1; round <= bench.effort().rounds(); round++) {
        bench.say("  round " + round);
        var turns = new Turns(paths.size());
        for (int turn = 0; turn < TURNS; turn++) {
          turns.add(take(connection, paths, turn));
        }
        rounds.add(turns);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    addTo(table, List.copyOf(kinds.keySet()), rounds);
  }

  /** The paths of each kind, of the same number and length. */
  private static Map<String, List<String>> kinds(OwnDatabase database) {
    List<String> tokens = Seeds.webhooks(database, ARCHIVED, ARCHIVED * TOKENS);
    database.execute(
        String.format(
            Locale.ROOT,
            """
            UPDATE webhooks.webhook SET active = false WHERE channel_id = '%s';
            DELETE FROM webhooks.webhook WHERE channel_id = '%s';
            UPDATE directory.channel SET archived = true WHERE id = '%s'
            """,
            Seeds.channel(DISABLED),
            Seeds.channel(DELETED),
            Seeds.channel(ARCHIVED)));
    var secure = new SecureRandom();
    List<String> unknown =
        Stream.generate(() -> Token.generate(secure).reveal()).limit(TOKENS).toList();
    var kinds = new LinkedHashMap<String, List<String>>();
    kinds.put("an unknown token", unknown);
    kinds.put("a malformed token", unknown.stream().map(t -> t.substring(1) + "-").toList());
    kinds.put("a disabled webhook", every(tokens, DISABLED));
    kinds.put("a deleted webhook", every(tokens, DELETED));
    kinds.put("a webhook of an archived channel", every(tokens, ARCHIVED));
    kinds.replaceAll((kind, its) -> its.stream().map(Execution::path).toList());
    return kinds;
  }

  private static List<String> every(List<String> tokens, int channel) {
    return Stream.iterate(channel - 1, i -> i < tokens.size(), i -> i + ARCHIVED)
        .map(tokens::get)
        .toList();
  }

  private void warmUp(KeptConnection connection, List<List<String>> paths, Duration time) {
    long end = System.nanoTime() + time.toNanos();
    for (int turn = 0; System.nanoTime() - end < 0; turn++) {
      take(connection, paths, turn);
    }
  }

  private long[] take(KeptConnection connection, List<List<String>> paths, int turn) {
    var order = new ArrayList<Integer>();
    for (int kind = 0; kind < paths.size(); kind++) {
      order.add(kind);
    }
    Collections.shuffle(order, random);
    long[] took = new long[paths.size()];
    for (int kind : order) {
      took[kind] = connection.post(paths.get(kind).get(turn % TOKENS), nextClient(), 404);
    }
    return took;
  }

  private String nextClient() {
    clients++;
    return String.format(
        Locale.ROOT, "10.%d.%d.%d", clients >> 16 & 255, clients >> 8 & 255, clients & 255);
  }

  private void addTo(Table table, List<String> kinds, List<Turns> rounds) {
    for (int kind = 0; kind < kinds.size(); kind++) {
      int its = kind;
      table.add(kinds.get(kind) + ", p50", MICROS, samples(rounds, t -> t.percentile(its, 50)));
      table.add(kinds.get(kind) + ", p95", MICROS, samples(rounds, t -> t.percentile(its, 95)));
    }
    Samples apart = samples(rounds, Turns::apart);
    Samples byLot = samples(rounds, turns -> turns.apartByLot(random));
    table.add("largest difference of two p50", MICROS, apart);
    table.add("the same by chance alone, in 99 of 100 draws", MICROS, byLot);
    Samples first = samples(rounds, turns -> turns.percentile(0, 50));
    table.add("largest difference / p50", "", apart.dividedBy(first), Target.atMost(0.05));
  }

  private static Samples samples(List<Turns> rounds, ToDoubleFunction<Turns> figure) {
    return new Samples(
        rounds.stream().map(turns -> MICROS_IN_MILLI * figure.applyAsDouble(turns)).toList());
  }
}
