package io.chatalot.webhooks.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.chatalot.webhooks.adapter.http.host.Authenticator;
import io.chatalot.webhooks.application.driven.AuditTrail;
import io.chatalot.webhooks.application.driven.Directory;
import io.chatalot.webhooks.application.driven.MessageLog;
import io.chatalot.webhooks.application.driven.WebhookStore;
import io.chatalot.webhooks.application.fake.InMemoryDirectory;
import io.chatalot.webhooks.application.fake.InMemoryMessages;
import io.chatalot.webhooks.application.fake.InMemoryWebhooks;
import io.chatalot.webhooks.domain.ChannelId;
import io.chatalot.webhooks.domain.CommunityId;
import io.chatalot.webhooks.domain.Role;
import io.chatalot.webhooks.domain.UserId;
import io.javalin.Javalin;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples for embedders compile as they stand in the documents, and work. */
class ReadmeTest {
  private static final Path README = Path.of("..", "README.md");
  private static final Path EMBEDDING = Path.of("..", "docs", "embedding.md");
  private static final Path SETTINGS = Path.of("..", "docs", "settings.md");

  private static final String IMPORTS =
      """
      import io.chatalot.webhooks.adapter.http.*;
      import io.chatalot.webhooks.adapter.http.host.*;
      import io.chatalot.webhooks.adapter.jdbc.*;
      import io.chatalot.webhooks.adapter.jdbc.database.*;
      import io.chatalot.webhooks.application.*;
      import io.chatalot.webhooks.application.driven.*;
      import io.chatalot.webhooks.application.driving.call.*;
      import io.chatalot.webhooks.application.driving.manage.*;
      import io.chatalot.webhooks.application.driving.read.*;
      import io.chatalot.webhooks.domain.*;
      import io.javalin.Javalin;
      import java.net.URI;
      import java.security.SecureRandom;
      import java.time.InstantSource;
      import java.util.*;
      import javax.sql.DataSource;
      """;

  @TempDir Path folder;

  private final InMemoryDirectory directory = new InMemoryDirectory();
  private final CommunityId community = new CommunityId(UUID.randomUUID());
  private final ChannelId channel = directory.addChannel(community);
  private final UserId owner = directory.addMember(community, Role.OWNER);

  @Test
  void itsEmbeddingWithOtherStoresWorks() throws Exception {
    var webhooks = new InMemoryWebhooks(InstantSource.system());
    Method post =
        compiled(EMBEDDING, "OwnStores")
            .getDeclaredMethod(
                "post",
                WebhookStore.class,
                AuditTrail.class,
                MessageLog.class,
                Directory.class,
                UserId.class,
                ChannelId.class);
    post.setAccessible(true);
    var messages = new InMemoryMessages(webhooks, InstantSource.system());
    Object html = post.invoke(null, webhooks, webhooks, messages, directory, owner, channel);
    assertThat(html).isEqualTo("<p>Build <strong>#142</strong> passed.</p>\n");
  }

  @Test
  void itsEmbeddingWithOurStoresWorks() throws Exception {
    Method serve =
        compiled(README, "OurStores")
            .getDeclaredMethod(
                "serve", DataSource.class, Directory.class, Authenticator.class, int.class);
    serve.setAccessible(true);
    try (HikariDataSource pool = TestDatabases.open()) {
      Authenticator sessions = token -> Optional.of(owner);
      var javalin = (Javalin) serve.invoke(null, pool, directory, sessions, 0);
      try {
        HttpResponse<String> created =
            post(javalin, "/api/channels/" + channel + "/webhooks", "{\"name\":\"CI\"}");
        assertThat(created.statusCode()).isEqualTo(201);
        String token = created.body().replaceAll(".*\"token\":\"([A-Za-z0-9]{64})\".*", "$1");
        assertThat(
                post(javalin, "/api/webhooks/execute/" + token, "{\"content\":\"Hi\"}")
                    .statusCode())
            .isEqualTo(200);
      } finally {
        javalin.stop();
      }
    }
  }

  @Test
  void theSettingsThatItNamesHaveTheDefaultsOfTheWholeTable() throws Exception {
    Map<String, String> all = defaults(SETTINGS);

    assertThat(all).hasSizeGreaterThan(20).containsAllEntriesOf(defaults(README));
    assertThat(defaults(README)).hasSize(5);
  }

  @Test
  void theExecutePathHasSixTypesInTheRoomsThatItNames() {
    List<MatchResult> steps =
        Pattern.compile("(?m)^\\| `(\\w+)` \\| `([a-z.]+)` \\|")
            .matcher(Repository.text(README))
            .results()
            .toList();
    assertThat(steps)
        .hasSize(6)
        .allSatisfy(
            step ->
                assertThat(Repository.sources().get(step.group(1)).getParent())
                    .endsWith(Path.of("io/chatalot/webhooks", step.group(2).split("\\."))));
  }

  @Test
  void theReadmeHasAtMost200LinesAndTheRulesForContributorsAtMost60() throws Exception {
    assertThat(Files.readAllLines(README)).hasSizeLessThanOrEqualTo(200);
    assertThat(Files.readAllLines(Path.of("..", "CONTRIBUTING.md"))).hasSizeLessThanOrEqualTo(60);
  }

  /** The last column of each row that begins with a setting. */
  private static Map<String, String> defaults(Path document) throws Exception {
    return Pattern.compile("^\\| `(WEBHOOKS_[A-Z_]+)` \\|.*\\| (.*) \\|$", Pattern.MULTILINE)
        .matcher(Files.readString(document))
        .results()
        .collect(Collectors.toMap(row -> row.group(1), row -> row.group(2)));
  }

  private static HttpResponse<String> post(Javalin javalin, String path, String body)
      throws Exception {
    URI uri = URI.create("http://localhost:" + javalin.port() + path);
    var request =
        HttpRequest.newBuilder(uri)
            .header("Authorization", "Bearer mine")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
  }

  private Class<?> compiled(Path document, String name) throws Exception {
    return DocumentedCode.compiled(document, name, IMPORTS, folder);
  }
}
