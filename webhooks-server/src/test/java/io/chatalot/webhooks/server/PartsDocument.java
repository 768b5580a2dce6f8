package io.chatalot.webhooks.server;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Reads the table of {@code docs/parts.md}. */
final class PartsDocument {
  private static final String PLANNED = " (planned)";

  private PartsDocument() {}

  /** Each part that the table names, with the claims of its row. */
  static List<Part> parts() {
    List<List<String>> rows =
        Repository.text(Repository.TOP.resolve("docs/parts.md"))
            .lines()
            .filter(line -> line.startsWith("|"))
            .map(PartsDocument::cells)
            .toList();
    if (!rows.get(0).equals(List.of("part", "standalone", "beside a Chatalot", "embedded"))) {
      throw new AssertionError("other columns: " + rows.get(0));
    }
    return rows.stream().skip(2).flatMap(row -> parts(row).stream()).toList();
  }

  private static List<String> cells(String line) {
    String inner = line.substring(1, line.length() - 1);
    return Arrays.stream(inner.split("\\|", -1)).map(String::strip).toList();
  }

  private static List<Part> parts(List<String> row) {
    var claims = new EnumMap<Place, String>(Place.class);
    IntStream.range(0, Place.values().length)
        .forEach(place -> claims.put(Place.values()[place], row.get(place + 1)));
    return Arrays.stream(row.get(0).split(", |; | and "))
        .map(part -> new Part(part.replace(PLANNED, ""), part.endsWith(PLANNED), claims))
        .toList();
  }

  /**
   * @param planned whether the part is marked as not built
   * @param claims the row's words about each place
   */
  record Part(String name, boolean planned, Map<Place, String> claims) {}
}
