package io.chatalot.webhooks.adapter.http.tool.template.ready;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.chatalot.webhooks.adapter.http.tool.template.engine.PebbleTemplates;
import io.chatalot.webhooks.application.driven.Templates;
import io.chatalot.webhooks.domain.Template;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An entry of the index, with its files.
 *
 * @param page the vendor's page that publishes the events
 */
record ReadyTemplate(String name, String title, String page, String events) {
  private static final Path ROOM =
      Path.of("resources/io/chatalot/webhooks/adapter/http/tool/template/ready");
  private static final Path MAIN = Path.of("src/main").resolve(ROOM);
  private static final Path TEST = Path.of("src/test").resolve(ROOM);
  private static final Templates TEMPLATES = new PebbleTemplates();
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(DeserializationFeature.USE_LONG_FOR_INTS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  /**
   * An event as the vendor publishes it, with values of our own.
   *
   * @param page the page that publishes it
   * @param key the key that the template assigns
   */
  record Event(
      String name,
      String page,
      Map<String, String> headers,
      Map<String, Object> payload,
      Optional<String> key,
      String expected) {}

  static List<ReadyTemplate> all() {
    try {
      return JSON.readValue(text(MAIN.resolve("index.json")), new TypeReference<>() {});
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** The names of all templates that have a file. */
  static List<String> files() {
    return names(MAIN, ".peb").toList();
  }

  Template template() {
    return new Template(text(MAIN.resolve(name + ".peb")));
  }

  Templates.Rendered render(Object payload, Map<String, String> headers) {
    TEMPLATES.require(template());
    return TEMPLATES.render(template(), payload, headers);
  }

  List<Event> examples() {
    return names(TEST.resolve(name), ".json").map(this::event).toList();
  }

  @SuppressWarnings("unchecked")
  private Event event(String event) {
    Path folder = TEST.resolve(name);
    try {
      Map<String, Object> members =
          JSON.readValue(text(folder.resolve(event + ".json")), new TypeReference<>() {});
      return new Event(
          event,
          (String) members.get("page"),
          (Map<String, String>) members.get("headers"),
          (Map<String, Object>) members.get("payload"),
          Optional.ofNullable((String) members.get("key")),
          text(folder.resolve(event + ".md")));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static Stream<String> names(Path folder, String end) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.endsWith(end))
          .map(file -> file.substring(0, file.length() - end.length()))
          .sorted()
          .toList()
          .stream();
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
