package io.chatalot.webhooks.bench.stage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A server in a JVM of its own: the one jar, as its users run it. */
public final class Node implements AutoCloseable {
  /** The password of the user {@code owner}, if this node is the first; none beside a Chatalot. */
  public static final String OWNER_PASSWORD = "benchmark-owner";

  private static final String PORT = "WEBHOOKS_PORT";
  private static final Duration START_WITHIN = Duration.ofSeconds(120);
  private static final int END_WITHIN_SECONDS = 15;
  private static final long LOOK_AGAIN_NANOS = 2_000_000;

  private final Process process;
  private final int port;
  private final Path log;
  private final Duration readyAfter;

  private Node(Process process, int port, Path log, long startedNanos) {
    this.process = process;
    this.port = port;
    this.log = log;
    this.readyAfter = awaitReady(startedNanos);
  }

  /**
   * Starts a node; see {@link Stage#node(List, Map)}.
   *
   * @param jar the server
   * @param logs the folder of its log
   * @param flags of the JVM
   * @param environment its settings; without a port it takes a free one
   */
  static Node start(
      Path jar, Path logs, Cleanup cleanup, List<String> flags, Map<String, String> environment) {
    String given = environment.get(PORT);
    int port = given == null ? Ports.free() : Integer.parseInt(given);
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    command.addAll(List.of("-jar", jar.toString()));
    try {
      Path log = logs.resolve("node-" + port + ".log");
      var builder =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(Redirect.appendTo(log.toFile()));
      builder.environment().keySet().removeIf(name -> name.startsWith("WEBHOOKS_"));
      builder.environment().put(PORT, Integer.toString(port));
      if (!environment.containsKey(OwnChatalot.DATABASE_URL)) {
        builder.environment().put("WEBHOOKS_OWNER_PASSWORD", OWNER_PASSWORD);
      }
      builder.environment().put("WEBHOOKS_RATE_LIMIT", "1000000");
      builder.environment().put("WEBHOOKS_RATE_BURST", "1000000");
      builder.environment().put("WEBHOOKS_MAX_STREAMS_PER_USER", "1000000");
      builder.environment().putAll(environment);
      long started = System.nanoTime();
      Process process = builder.start();
      cleanup.later(() -> end(process));
      return new Node(process, port, log, started);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Duration awaitReady(long startedNanos) {
    while (System.nanoTime() - startedNanos < START_WITHIN.toNanos()) {
      if (isReady()) {
        return Duration.ofNanos(System.nanoTime() - startedNanos);
      }
      if (!process.isAlive()) {
        throw new BenchException("The server does not start: " + lastWords());
      }
      LockSupport.parkNanos(LOOK_AGAIN_NANOS);
    }
    end(process);
    throw new BenchException("The server is not ready after " + START_WITHIN.toSeconds());
  }

  /** Asks by a plain socket, since the warm-up of a client library would be measured too. */
  private boolean isReady() {
    try (var socket = new Socket()) {
      socket.connect(address());
      socket
          .getOutputStream()
          .write("GET /health/ready HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      byte[] answer = socket.getInputStream().readNBytes("HTTP/1.1 200".length());
      return new String(answer, StandardCharsets.US_ASCII).endsWith(" 200");
    } catch (IOException notYet) {
      return false;
    }
  }

  private String lastWords() {
    try {
      List<String> lines = Files.readAllLines(log);
      return String.join(" ", lines.subList(Math.max(0, lines.size() - 3), lines.size()));
    } catch (IOException e) {
      return log.toString();
    }
  }

  /** The time from the start of the process to its first 200 of {@code /health/ready}. */
  public Duration readyAfter() {
    return readyAfter;
  }

  /** The address that it listens on. */
  public InetSocketAddress address() {
    return new InetSocketAddress("127.0.0.1", port);
  }

  /** The URL without a path. */
  public String url() {
    return "http://127.0.0.1:" + port;
  }

  /** Ends it as a power cut would: it logs and writes nothing more. */
  public void kill() {
    process.destroyForcibly();
    exit();
  }

  /**
   * Sends SIGTERM, as an operator does, and waits for the end.
   *
   * @return the exit status
   */
  public int terminate() {
    process.destroy();
    return exit();
  }

  private int exit() {
    try {
      if (!process.waitFor(END_WITHIN_SECONDS, TimeUnit.SECONDS)) {
        throw new BenchException("The server does not end");
      }
      return process.exitValue();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new BenchException("It was interrupted", stop);
    }
  }

  /** Whether the process still runs. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** The number of lines of its log that contain these words. */
  public long said(String words) {
    try (Stream<String> lines = Files.lines(log)) {
      return lines.filter(line -> line.contains(words)).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A number of the process's status, such as {@code VmRSS} (KiB) or {@code Threads}; empty on
   * systems other than Linux.
   */
  public OptionalLong status(String field) {
    try {
      var number = Pattern.compile("^" + field + ":\\s*(\\d+)", Pattern.MULTILINE);
      var found = number.matcher(Files.readString(Path.of("/proc/" + pid() + "/status")));
      return found.find() ? OptionalLong.of(Long.parseLong(found.group(1))) : OptionalLong.empty();
    } catch (IOException notLinux) {
      return OptionalLong.empty();
    }
  }

  /** The id of the process. */
  public long pid() {
    return process.pid();
  }

  @Override
  public void close() {
    end(process);
  }

  private static void end(Process process) {
    process.destroy();
    try {
      if (!process.waitFor(END_WITHIN_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException stop) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
