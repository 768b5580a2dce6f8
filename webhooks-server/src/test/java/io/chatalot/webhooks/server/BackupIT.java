package io.chatalot.webhooks.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backup and its way back, by the commands that docs/operations.md tells. */
class BackupIT {
  private static final Path MANUAL = Path.of("..", "docs", "operations.md");
  private static final Map<String, String> OTHER_PASSWORD =
      Map.of("WEBHOOKS_OWNER_PASSWORD", "not of the backup");

  @TempDir Path folder;

  @Test
  void whatWasBackedUpIsThereElsewhereAndGoesOn() throws Exception {
    Path old = Files.createDirectory(folder.resolve("old"));
    Path other = Files.createDirectory(folder.resolve("other"));
    String token;
    String session;
    try (ServerProcess server = ServerProcess.start(old, Map.of())) {
      String url = server.createWebhook();
      token = url.substring(url.lastIndexOf('/') + 1);
      session = signIn(server);
      assertThat(server.post(url, "{\"content\":\"before\"}").statusCode()).isEqualTo(200);
      assertThat(server.terminate()).isZero();
    }

    Path backup = folder.resolve("backup.tar.gz");
    Path restored = other.resolve("data");
    run("backup", Map.of("DATA", old.resolve("data"), "BACKUP", backup));
    run("restore", Map.of("DATA", restored, "BACKUP", backup));

    try (ServerProcess server = ServerProcess.start(other, OTHER_PASSWORD)) {
      assertThat(me(server, session)).isEqualTo(200);
      String path = "/api/channels/" + server.channel();
      assertThat(server.get(path + "/messages").body()).contains("before");
      assertThat(server.get(path + "/webhooks").body()).contains("\"messages_sent\":1");
      assertThat(server.get(path + "/webhooks/audit").body()).contains("created");
      var after = server.post("/api/webhooks/execute/" + token, "{\"content\":\"after\"}");
      assertThat(after.statusCode()).isEqualTo(200);
      assertThat(server.get(path + "/messages").body()).contains("before", "after");
    }
  }

  /** Runs the commands under a comment, with what the text leaves to the reader. */
  private void run(String comment, Map<String, Path> given) throws Exception {
    var commands =
        Pattern.compile("```bash\\n# " + comment + "\\b.*?\\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(MANUAL));
    assertThat(commands.find()).as(comment).isTrue();
    var builder = new ProcessBuilder("bash", "-euc", commands.group(1)).inheritIO();
    given.forEach((name, path) -> builder.environment().put(name, path.toString()));
    assertThat(builder.start().waitFor()).as(comment).isZero();
  }

  private static String signIn(ServerProcess server) throws Exception {
    String login =
        String.format(
            Locale.ROOT, "{\"username\":\"owner\",\"password\":\"%s\"}", ServerProcess.PASSWORD);
    return ServerProcess.field(server.post("/api/auth/login", login).body(), "access_token");
  }

  private static int me(ServerProcess server, String session) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(server.address() + "/api/me"))
            .header("Authorization", "Bearer " + session)
            .method("GET", BodyPublishers.noBody())
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode();
  }
}
