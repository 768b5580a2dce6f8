package io.chatalot.webhooks.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The guide to integrations lists every ready template, and shows a message as it is tested. */
class ReadyTemplatesDocumentTest {
  private static final String ROOM =
      "resources/io/chatalot/webhooks/adapter/http/tool/template/ready";
  private static final Path MODULE = Repository.TOP.resolve("webhooks-adapter-http/src");

  @Test
  void everyTemplateIsListedWithAMessage() throws IOException {
    String guide = Repository.text(Repository.TOP.resolve("docs/integrations.md"));
    Path index = MODULE.resolve("main").resolve(ROOM).resolve("index.json");
    for (JsonNode entry : new ObjectMapper().readTree(Repository.text(index))) {
      String name = entry.get("name").asText();
      assertThat(guide)
          .contains("| [" + entry.get("title").asText() + "](" + entry.get("page").asText() + ")")
          .contains("/" + name + ".peb) | " + entry.get("events").asText() + " |")
          .contains("\n\n" + quoted(message(name)) + "\n");
    }
  }

  private static String message(String name) {
    Path folder = MODULE.resolve("test").resolve(ROOM).resolve(name);
    Path failure = folder.resolve("failure.md");
    return Repository.text(Files.exists(failure) ? failure : folder.resolve("success.md"));
  }

  private static String quoted(String message) {
    return message.strip().lines().map(line -> "> " + line).collect(Collectors.joining("\n"));
  }
}
