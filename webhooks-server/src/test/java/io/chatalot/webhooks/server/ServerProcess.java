package io.chatalot.webhooks.server;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The one jar, serving in a process of its own, and somebody who is logged in there as the owner.
 */
public final class ServerProcess implements AutoCloseable {
  public static final String PASSWORD = "correct horse battery";

  /** Passes a SIGTERM on. */
  private static final String SUPERVISOR =
      """
      trap 'kill $pid' TERM
      while true; do
        "$@" & pid=$!
        wait $pid; status=$?
        while kill -0 $pid 2>/dev/null; do wait $pid; status=$?; done
        echo "Ended with $status"
        [ $status -ne 0 ] || exit 0
      done
      """;

  private static final List<String> SUPERVISED = List.of("sh", "-c", SUPERVISOR, "sh");
  private static final Pattern ADDRESS = Pattern.compile("Serving on (https?://\\S+)");
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final Process process;
  private final Path out;
  private final Path err;
  private String address;
  private String session;

  private ServerProcess(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /** Starts it on a free port, with its data in the folder. */
  public static ServerProcess start(Path folder, Map<String, String> settings) throws IOException {
    ServerProcess server = launch(folder, settings);
    server.awaitServing();
    return server;
  }

  /** As {@link #start}, with a limit on the files that it may have open. */
  static ServerProcess start(Path folder, Map<String, String> settings, int files)
      throws IOException {
    var limited = List.of("sh", "-c", "ulimit -n " + files + "; exec \"$@\"", "sh");
    return startBy(limited, folder, settings);
  }

  /** As {@link #start}, by a command that is given the server's as its arguments. */
  static ServerProcess startBy(List<String> starter, Path folder, Map<String, String> settings)
      throws IOException {
    ServerProcess server = launch(folder, settings, starter, jar());
    server.awaitServing();
    return server;
  }

  /**
   * Has a shell start it, and start it again whenever it ends with another status than 0.
   *
   * @param main another main class than the jar's
   */
  static ServerProcess supervised(Path folder, Map<String, String> settings, Class<?> main)
      throws IOException {
    ServerProcess server = launch(folder, settings, SUPERVISED, program(main));
    server.awaitServing();
    return server;
  }

  /** As {@link #start}, with another main class than the jar's. */
  static ServerProcess startAs(Class<?> main, Path folder, Map<String, String> settings)
      throws IOException {
    ServerProcess server = launch(folder, settings, List.of(), program(main));
    server.awaitServing();
    return server;
  }

  private static List<String> program(Class<?> main) {
    String path = System.getProperty("webhooks.jar") + File.pathSeparator + testClasses();
    return List.of("-cp", path, main.getName());
  }

  /** The same, with the jar's main class. */
  static ServerProcess supervised(Path folder, Map<String, String> settings) throws IOException {
    return startBy(SUPERVISED, folder, settings);
  }

  private static List<String> jar() {
    return List.of("-jar", System.getProperty("webhooks.jar"));
  }

  private static Path testClasses() {
    try {
      return Path.of(
          ServerProcess.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  /**
   * Starts it without waiting for what becomes of it.
   *
   * @param out a shell's words for it, such as {@code %s >/dev/full}; {@code $0} is the path of a
   *     file that may be made
   */
  public static ServerProcess launch(Path folder, Map<String, String> settings, String out)
      throws IOException {
    String name = folder.resolve("output").toString();
    return launch(
        folder,
        settings,
        List.of("sh", "-c", String.format(Locale.ROOT, out, "exec \"$@\""), name),
        jar());
  }

  /** Starts it without waiting for what becomes of it. */
  public static ServerProcess launch(Path folder, Map<String, String> settings) throws IOException {
    return launch(folder, settings, List.of(), jar());
  }

  private static ServerProcess launch(
      Path folder, Map<String, String> settings, List<String> starter, List<String> program)
      throws IOException {
    Path out = Files.createTempFile(folder, "server", ".out");
    Path err = Files.createTempFile(folder, "server", ".err");
    var command = new ArrayList<>(starter);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(program);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("WEBHOOKS_"));
    builder.environment().put("WEBHOOKS_PORT", "0");
    builder.environment().put("WEBHOOKS_DATA_DIR", folder.resolve("data").toString());
    if (!settings.containsKey("WEBHOOKS_CHATALOT_DATABASE_URL")) {
      builder.environment().put("WEBHOOKS_OWNER_PASSWORD", PASSWORD);
    }
    builder.environment().putAll(settings);
    return new ServerProcess(builder.start(), out, err);
  }

  private void awaitServing() throws IOException {
    awaitServing(1);
  }

  /**
   * Returns when it serves.
   *
   * @param time for the first time, the second time, and so on
   */
  void awaitServing(int time) throws IOException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
    while (System.nanoTime() - deadline < 0) {
      List<String> addresses = ADDRESS.matcher(out()).results().map(line -> line.group(1)).toList();
      if (addresses.size() >= time) {
        address = addresses.get(time - 1);
        return;
      }
      if (!process.isAlive()) {
        throw new AssertionError("The server ended: " + out() + err());
      }
      pause();
    }
    close();
    throw new AssertionError("The server did not start in time: " + out() + err());
  }

  /** The process that was started; that of the server, unless its starter stays. */
  long pid() {
    return process.pid();
  }

  public String out() throws IOException {
    return Files.readString(out);
  }

  public String err() throws IOException {
    return Files.readString(err);
  }

  public String address() {
    return address;
  }

  public HttpResponse<String> get(String path) throws Exception {
    return send("GET", path, "");
  }

  public HttpResponse<String> post(String path, String json) throws Exception {
    return send("POST", path, json);
  }

  /** Sends with the owner's session. The path may be a whole URL. */
  public HttpResponse<String> send(String method, String path, String json) throws Exception {
    return HTTP.send(
        request(method, path, json).header("Authorization", "Bearer " + session()).build(),
        BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String method, String path, String json) {
    return HttpRequest.newBuilder(URI.create(path.startsWith("http") ? path : address + path))
        .header("Content-Type", "application/json")
        .method(method, BodyPublishers.ofString(json, StandardCharsets.UTF_8));
  }

  String session() throws Exception {
    if (session == null) {
      session = sessionOf("owner", PASSWORD);
    }
    return session;
  }

  /** A new session; not over the owner's, which would end that one. */
  public String sessionOf(String username, String password) throws Exception {
    String login =
        String.format(Locale.ROOT, "{\"username\":\"%s\",\"password\":\"%s\"}", username, password);
    var answer =
        HTTP.send(request("POST", "/api/auth/login", login).build(), BodyHandlers.ofString());
    return field(answer.body(), "access_token");
  }

  /** The id of the channel that a first start makes. */
  public String channel() throws Exception {
    String community = field(get("/api/communities").body(), "id");
    return field(get("/api/communities/" + community + "/channels").body(), "id");
  }

  /** Those of all messages in that channel, the latest first. */
  public List<String> contents() throws Exception {
    var all = new ArrayList<String>();
    String path = "/api/channels/" + channel() + "/messages?limit=100";
    String page = get(path).body();
    while (!page.equals("[]")) {
      all.addAll(fields(page, "content"));
      List<String> ids = fields(page, "id");
      page = get(path + "&before=" + ids.get(ids.size() - 1)).body();
    }
    return all;
  }

  private static List<String> fields(String json, String name) {
    return Pattern.compile("\"" + name + "\":\"([^\"]*)\"")
        .matcher(json)
        .results()
        .map(result -> result.group(1))
        .toList();
  }

  /** The URL of a new webhook. */
  public String createWebhook() throws Exception {
    var answer = post("/api/channels/" + channel() + "/webhooks", "{\"name\":\"CI\"}");
    return field(answer.body(), "url");
  }

  /** The first text of this name in some JSON. */
  public static String field(String json, String name) {
    Matcher matcher = Pattern.compile("\"" + name + "\":\"([^\"]*)\"").matcher(json);
    if (!matcher.find()) {
      throw new AssertionError("No " + name + " in " + json);
    }
    return matcher.group(1);
  }

  /** Asks it to end as an operator does, and gives what it exits with. */
  public int terminate() throws InterruptedException {
    process.destroy();
    return exit();
  }

  /** Ends it as a power cut does. */
  public void kill() throws InterruptedException {
    process.destroyForcibly();
    exit();
  }

  public int exit() throws InterruptedException {
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      throw new AssertionError("The server did not end in time");
    }
    return process.exitValue();
  }

  private static void pause() {
    try {
      Thread.sleep(50);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Ends it and its database. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
