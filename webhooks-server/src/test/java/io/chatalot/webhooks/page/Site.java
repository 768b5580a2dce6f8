package io.chatalot.webhooks.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.server.ServerProcess;
import io.chatalot.webhooks.server.TestDatabases;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A running server, with actions of its administrator and of other software. */
final class Site implements AutoCloseable {
  static final String PASSWORD = ServerProcess.PASSWORD;

  private final String database;
  private final Path folder;
  private ServerProcess server;

  private Site(String database) throws IOException {
    this.database = database;
    folder = Files.createTempDirectory("page");
    server = ServerProcess.start(folder, settings("0"));
  }

  static Site open() throws IOException {
    return new Site(TestDatabases.createUrl());
  }

  /** Starts another server on the same database. The caller closes it. */
  Site anotherNode() throws IOException {
    return new Site(database);
  }

  private Map<String, String> settings(String port) {
    return Map.of(
        "WEBHOOKS_DATABASE_URL", database, "WEBHOOKS_RATE_LIMIT", "0", "WEBHOOKS_PORT", port);
  }

  String address() {
    return server.address();
  }

  int port() {
    return URI.create(address()).getPort();
  }

  /** Stops the server, and starts it again on the same port. */
  void restart(Interruption meanwhile) throws Exception {
    String port = Integer.toString(port());
    server.terminate();
    try {
      meanwhile.happens();
    } finally {
      server = ServerProcess.start(folder, settings(port));
    }
  }

  interface Interruption {
    void happens() throws Exception;
  }

  /** The channel of the first start, shared by tests. */
  Channel general() throws Exception {
    return new Channel("general", server.channel());
  }

  /** Creates an empty channel in the owner's community. */
  Channel addChannel(String name) throws Exception {
    String topic = "What happens in " + name;
    return new Channel(
        name, run("", "channel", "add", name, "--community", community(), "--topic", topic));
  }

  void archive(Channel channel) throws Exception {
    run("", "channel", "archive", channel.id());
  }

  /** Creates a user without a community. */
  void addUser(String name) throws Exception {
    run(PASSWORD, "user", "add", name);
  }

  /** Creates a user with the role of a member in the community. */
  void addMember(String name) throws Exception {
    addUser(name);
    run("", "member", "set", name, "--community", community(), "--role", "member");
  }

  /** Creates a community without channels. */
  void addCommunity(String name, String owner) throws Exception {
    run("", "community", "add", name, "--owner", owner);
  }

  private String community() throws Exception {
    return ServerProcess.field(server.get("/api/communities").body(), "id");
  }

  String sessionOf(String name) throws Exception {
    return server.sessionOf(name, PASSWORD);
  }

  /** The number of open event streams, by the server's metric. */
  int openStreams() throws Exception {
    String metrics = server.get("/metrics").body();
    Matcher count = Pattern.compile("(?m)^webhook_streams_open (\\d+)").matcher(metrics);
    assertThat(count.find()).isTrue();
    return Integer.parseInt(count.group(1));
  }

  /** Creates a webhook and returns its URL. */
  String addWebhook(Channel channel, String name) throws Exception {
    String json = String.format(Locale.ROOT, "{\"name\":%s}", quoted(name));
    var answer = server.post("/api/channels/" + channel.id() + "/webhooks", json);
    return ServerProcess.field(answer.body(), "url");
  }

  /** The id of the channel's only webhook. */
  String webhookId(Channel channel) throws Exception {
    String listed = server.get("/api/channels/" + channel.id() + "/webhooks").body();
    return ServerProcess.field(listed, "id");
  }

  /** Sends a message by a webhook's URL, and returns its id. */
  String say(String url, String content) throws Exception {
    HttpResponse<String> answer =
        call(url, String.format(Locale.ROOT, "{\"content\":%s}", quoted(content)));
    return ServerProcess.field(answer.body(), "id");
  }

  HttpResponse<String> call(String url, String json) throws Exception {
    return server.post(here(url) + "?wait=true", json);
  }

  int statusOf(String url) throws Exception {
    return server.post(url, "{\"content\":\"Is anybody there?\"}").statusCode();
  }

  void edit(String url, String message, String content) throws Exception {
    String json = String.format(Locale.ROOT, "{\"content\":%s}", quoted(content));
    server.send("PATCH", here(url) + "/messages/" + message, json);
  }

  void delete(String url, String message) throws Exception {
    server.send("DELETE", here(url) + "/messages/" + message, "");
  }

  private static String here(String url) {
    return url.substring(url.indexOf("/api/"));
  }

  static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
  }

  /** Runs a command of the jar, and returns its output. */
  private String run(String input, String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-jar",
            System.getProperty("webhooks.jar")));
    command.addAll(List.of(arguments));
    Path given = Files.writeString(folder.resolve("in"), input);
    Path out = folder.resolve("out");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectInput(given.toFile())
            .redirectOutput(out.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().keySet().removeIf(name -> name.startsWith("WEBHOOKS_"));
    builder.environment().put("WEBHOOKS_DATABASE_URL", database);
    Process process = builder.start();
    if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw new AssertionError("The command failed: " + List.of(arguments));
    }
    return Files.readString(out).strip();
  }

  @Override
  public void close() throws IOException {
    server.close();
    try (var files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    }
  }

  record Channel(String name, String id) {
    String path() {
      return "/#/channels/" + id;
    }
  }
}
