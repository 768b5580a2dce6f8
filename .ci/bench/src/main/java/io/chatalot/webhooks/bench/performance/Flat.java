package io.chatalot.webhooks.bench.performance;

import io.chatalot.webhooks.bench.performance.figures.Latencies;
import io.chatalot.webhooks.bench.performance.figures.Samples;
import io.chatalot.webhooks.bench.performance.figures.Table;
import io.chatalot.webhooks.bench.performance.figures.Target;
import io.chatalot.webhooks.bench.performance.load.Load;
import io.chatalot.webhooks.bench.stage.Api;
import io.chatalot.webhooks.bench.stage.Node;
import io.chatalot.webhooks.bench.stage.OwnDatabase;
import io.chatalot.webhooks.bench.stage.Seeds;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Whether the rate stays the same as webhooks and messages grow. */
final class Flat implements Measurement {
  private static final int CONNECTIONS = 64;
  private static final int CHANNELS = 1_000;
  private static final int WEBHOOKS = 10_000;
  private static final int FEW_MESSAGES = 100;
  private static final int PAGES = 1_000;

  @Override
  public void run(Bench bench, Table table) {
    int messages = bench.effort().messages();
    OwnDatabase small = bench.database("small");
    OwnDatabase wide = bench.database("wide");
    OwnDatabase big = bench.database("big");
    List<String> one = Seeds.webhooks(small, 1, 1);
    List<String> many = Seeds.webhooks(wide, CHANNELS, WEBHOOKS);
    List<String> manyOfBig = Seeds.webhooks(big, CHANNELS, WEBHOOKS);
    Seeds.messages(small, 1, FEW_MESSAGES);
    Seeds.messages(wide, CHANNELS, FEW_MESSAGES);
    bench.say("  storing " + messages + " messages");
    Seeds.messages(big, CHANNELS, messages);
    try (Node smallNode = bench.node(small);
        Node wideNode = bench.node(wide);
        Node bigNode = bench.node(big)) {
      Load onSmall = Load.execute(smallNode, one, CONNECTIONS);
      Load onWide = Load.execute(wideNode, many, CONNECTIONS);
      Load onBig = Load.execute(bigNode, manyOfBig, CONNECTIONS);
      // Each node is a JVM of its own, and needs its own warm-up.
      List.of(onSmall, onWide, onBig).forEach(load -> bench.warmUp(List.of(load)));
      var api = new Api(bigNode);
      pages(api, messages);
      var smallRate = new Samples();
      var wideRate = new Samples();
      var bigRate = new Samples();
      var page = new Samples();
      for (int round = 1; round <= bench.effort().rounds(); round++) {
        bench.say("  round " + round);
        smallRate.add(bench.rate(onSmall));
        wideRate.add(bench.rate(onWide));
        bigRate.add(bench.rate(onBig));
        page.add(pages(api, messages).percentile(95));
      }
      table.add("execute, 1 webhook, 100 messages", "/s", smallRate);
      table.add("execute, 10,000 webhooks in 1,000 channels, 100 messages", "/s", wideRate);
      table.add(String.format(Locale.ROOT, "the same with %,d messages", messages), "/s", bigRate);
      table.add(
          "10,000 webhooks / 1 webhook", "", wideRate.dividedBy(smallRate), Target.atLeast(0.9));
      table.add(
          String.format(Locale.ROOT, "%,d messages / 100 messages", messages),
          "",
          bigRate.dividedBy(wideRate),
          Target.atLeast(0.9));
      table.add(
          String.format(Locale.ROOT, "page of 50 of %,d, p95", messages),
          "ms",
          page,
          Target.atMost(5));
    }
  }

  /** Reads pages of 50 from random places of random channels. */
  private static Latencies pages(Api api, int messages) {
    var latencies = new Latencies();
    var random = ThreadLocalRandom.current();
    for (int i = 0; i < PAGES; i++) {
      int channel = random.nextInt(CHANNELS) + 1;
      int position = random.nextInt(Math.max(1, messages / CHANNELS)) + 1;
      UUID before = Seeds.message(channel, position);
      long start = System.nanoTime();
      api.page(Seeds.channel(channel), "?limit=50&before=" + before);
      latencies.add(System.nanoTime() - start);
    }
    return latencies;
  }
}
