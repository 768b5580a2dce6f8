package io.chatalot.webhooks.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the jar says that it is made of. */
class ThirdPartyIT {
  private static final String BILL = "META-INF/sbom/webhooks-server.cdx.json";
  private static final String LICENCES = "META-INF/THIRD-PARTY.md";
  private static final String OURS = "io.chatalot.webhooks";

  /** A work, its licence, and the coordinates of its parts, in which a star is anything. */
  private static final Pattern ROW =
      Pattern.compile("^\\| ([^|]+) \\| ([^|]+) \\| ([^|]*) \\|$", Pattern.MULTILINE);

  private static JsonNode bill;
  private static List<Work> works;

  @BeforeAll
  static void read() throws IOException {
    try (var jar = new JarFile(System.getProperty("webhooks.jar"))) {
      bill = new ObjectMapper().readTree(text(jar, BILL));
      works = works(text(jar, LICENCES));
    }
  }

  @Test
  void everyPartIsNamedOnceWithItsLicence() {
    assertThat(others()).hasSizeGreaterThan(40);
    assertThat(others())
        .allSatisfy(
            part -> {
              List<Work> named =
                  works.stream().filter(work -> work.has(coordinates(part))).toList();
              assertThat(named).as(coordinates(part)).hasSize(1);
              assertThat(licences(part))
                  .as(coordinates(part))
                  .anyMatch(licence -> named.get(0).licence().contains(licence));
            });
  }

  @Test
  void nothingIsNamedThatIsNotThere() {
    List<String> parts = others().stream().map(ThirdPartyIT::coordinates).toList();

    assertThat(works.stream().flatMap(work -> work.parts().stream()))
        .isNotEmpty()
        .allSatisfy(part -> assertThat(parts).anyMatch(there -> Work.matches(part, there)));
  }

  @Test
  void everyPartHasAVersionAndAHash() {
    assertThat(others())
        .allSatisfy(
            part -> {
              assertThat(part.path("version").asText()).isNotBlank();
              assertThat(part.path("hashes").findValuesAsText("alg")).contains("SHA-256");
            });
  }

  /** A time or a random number in it would make each build another. */
  @Test
  void nothingInItIsOfOneBuildAlone() {
    assertThat(bill.path("bomFormat").asText()).isEqualTo("CycloneDX");
    assertThat(bill.has("serialNumber")).isFalse();
    assertThat(bill.path("metadata").has("timestamp")).isFalse();
  }

  private static List<JsonNode> others() {
    return StreamSupport.stream(bill.path("components").spliterator(), false)
        .filter(part -> !part.path("group").asText().equals(OURS))
        .toList();
  }

  private static String coordinates(JsonNode part) {
    return part.path("group").asText() + ":" + part.path("name").asText();
  }

  private static List<String> licences(JsonNode part) {
    var licences = new ArrayList<>(part.path("licenses").findValuesAsText("id"));
    licences.addAll(part.path("licenses").findValuesAsText("name"));
    licences.addAll(part.path("licenses").findValuesAsText("expression"));
    return licences;
  }

  private static List<Work> works(String table) {
    return ROW.matcher(table)
        .results()
        .map(row -> new Work(row.group(2), List.of(row.group(3).replace("`", "").split(", "))))
        .filter(work -> work.parts().get(0).contains(":"))
        .toList();
  }

  private static String text(JarFile jar, String name) throws IOException {
    try (var in = jar.getInputStream(jar.getEntry(name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private record Work(String licence, List<String> parts) {
    boolean has(String coordinates) {
      return parts.stream().anyMatch(part -> matches(part, coordinates));
    }

    static boolean matches(String part, String coordinates) {
      return coordinates.matches(part.replace(".", "\\.").replace("*", ".*"));
    }
  }
}
