package io.chatalot.webhooks.bench.performance;

import io.chatalot.webhooks.bench.performance.figures.Latencies;
import io.chatalot.webhooks.bench.stage.OwnPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.regex.Pattern;

/** The machine of a measurement. */
public final class Machine {
  private static final Pattern MODEL = Pattern.compile("model name\\s*: (.*)");
  private static final Pattern MEMORY = Pattern.compile("MemTotal:\\s*(\\d+) kB");
  private static final int WRITES = 200;
  private static final int BLOCK = 8 * 1024;

  private Machine() {}

  /** The machine in one line. */
  public static String shown(OwnPostgres postgres) {
    var system = ManagementFactory.getOperatingSystemMXBean();
    return String.format(
        Locale.ROOT,
        "%s, %d cores, %.0f GiB, %s %s, load %.1f at the start; Java %s; %s;"
            + " 8 kB and fdatasync on %s: %.2f ms",
        find(MODEL, "/proc/cpuinfo", system.getArch()),
        system.getAvailableProcessors(),
        Double.parseDouble(find(MEMORY, "/proc/meminfo", "0")) / (1024 * 1024),
        system.getName(),
        system.getVersion(),
        system.getSystemLoadAverage(),
        Runtime.version(),
        postgres.version(),
        fileSystem(postgres.folder()),
        sync(postgres.folder()));
  }

  private static String find(Pattern pattern, String file, String otherwise) {
    try {
      var found = pattern.matcher(Files.readString(Path.of(file)));
      return found.find() ? found.group(1) : otherwise;
    } catch (IOException notLinux) {
      return otherwise;
    }
  }

  private static String fileSystem(Path folder) {
    try {
      return Files.getFileStore(folder).type();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The least time of a commit, in milliseconds. */
  private static double sync(Path folder) {
    Path file = folder.resolve("sync");
    var latencies = new Latencies();
    try (var channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.allocate(BLOCK), 0);
      channel.force(true);
      for (int i = 0; i < WRITES; i++) {
        long start = System.nanoTime();
        channel.write(ByteBuffer.allocate(BLOCK), 0);
        channel.force(false);
        latencies.add(System.nanoTime() - start);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return latencies.percentile(50);
  }
}
