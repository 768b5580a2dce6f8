package io.chatalot.webhooks.bench.performance;

import io.chatalot.webhooks.bench.stage.Node;
import io.chatalot.webhooks.bench.stage.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.regex.Pattern;

/** The memory of one node's JVM, in MiB. Watches the resident size until it is closed. */
final class Memory implements AutoCloseable {
  private static final Pattern HEAP =
      Pattern.compile("jvm_memory_used_bytes\\{area=\"heap\"[^}]*} ([0-9.E+]+)");
  private static final double KIB_IN_MIB = 1024;
  private static final double BYTES_IN_MIB = 1024 * 1024;

  private final LongAccumulator mostKib = new LongAccumulator(Math::max, 0);
  private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor();

  Memory(Node node) {
    watch.scheduleAtFixedRate(
        () -> mostKib.accumulate(node.status("VmRSS").orElse(0)), 0, 500, TimeUnit.MILLISECONDS);
  }

  /** The largest resident size; empty where the system does not tell. */
  OptionalDouble mostResident() {
    long kib = mostKib.get();
    return kib == 0 ? OptionalDouble.empty() : OptionalDouble.of(kib / KIB_IN_MIB);
  }

  /** The heap in use after a full collection. */
  static double heap(Node node, Programs programs) {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    programs.run(List.of(jcmd, Long.toString(node.pid()), "GC.run"), Map.of());
    try (var in = URI.create(node.url() + "/metrics").toURL().openStream()) {
      String metrics = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return HEAP.matcher(metrics)
              .results()
              .mapToDouble(match -> Double.parseDouble(match.group(1)))
              .sum()
          / BYTES_IN_MIB;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    watch.shutdownNow();
  }
}
