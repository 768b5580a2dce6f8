package io.chatalot.webhooks.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.DoubleAccumulator;
import java.util.regex.Pattern;

/** The memory of one node's JVM, in MiB. Watches how much is resident until it is closed. */
final class Memory implements AutoCloseable {
  private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s*(\\d+) kB");
  private static final Pattern HEAP =
      Pattern.compile("jvm_memory_used_bytes\\{area=\"heap\"[^}]*} ([0-9.E+]+)");
  private static final double KIB_IN_MIB = 1024;
  private static final double BYTES_IN_MIB = 1024 * 1024;

  private final DoubleAccumulator most = new DoubleAccumulator(Math::max, 0);
  private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor();

  Memory(Node node) {
    watch.scheduleAtFixedRate(() -> most.accumulate(resident(node)), 0, 500, TimeUnit.MILLISECONDS);
  }

  private static double resident(Node node) {
    try {
      var resident = RESIDENT.matcher(Files.readString(Path.of("/proc/" + node.pid() + "/status")));
      return resident.find() ? Double.parseDouble(resident.group(1)) / KIB_IN_MIB : Double.NaN;
    } catch (IOException notLinux) {
      return Double.NaN;
    }
  }

  /** The most that was resident at once; 0 where the system doesn't tell. */
  double mostResident() {
    return most.get();
  }

  /** What is in use of the heap once what is not has been collected. */
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
