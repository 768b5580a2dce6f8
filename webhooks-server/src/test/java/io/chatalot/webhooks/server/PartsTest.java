package io.chatalot.webhooks.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.server.PartsDocument.Part;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of {@code docs/parts.md} claims of each place what is there. */
class PartsTest {
  /** The parts that may be marked as planned; the mark of a part that is built is wrong. */
  private static final Set<String> PLANNED =
      Set.of(
          "refusals",
          "all webhooks of a community",
          "`/me/stream`",
          "`config`",
          "`health`",
          "`version`",
          "`/me/password`",
          "`/me/sessions`",
          "`/me/tokens`",
          "`webhook`",
          "`token` commands",
          "`backup`",
          "`restore`",
          "sharding by Citus");

  static List<Part> parts() {
    return PartsDocument.parts();
  }

  @ParameterizedTest
  @MethodSource("parts")
  void aPartIsWhereItsRowSays(Part part) {
    for (Place place : Place.values()) {
      boolean claimed = !part.planned() && isClaimed(part.claims().get(place));
      assertThat(PartEvidence.isThere(part.name(), place))
          .as(part.name() + ", " + place)
          .isEqualTo(claimed);
    }
  }

  @Test
  void onlyPartsThatAreNotBuiltArePlanned() {
    assertThat(parts().stream().filter(Part::planned).map(Part::name))
        .containsExactlyInAnyOrderElementsOf(PLANNED);
  }

  @ParameterizedTest
  @EnumSource
  void eachRouteBelongsToOnePart(Place place) {
    List<String> named = parts().stream().map(Part::name).toList();

    assertThat(PartEvidence.routes(place))
        .isNotEmpty()
        .allSatisfy(
            route ->
                assertThat(named)
                    .filteredOn(part -> PartEvidence.hasRoute(part, route))
                    .as(route)
                    .hasSize(1));
  }

  @Test
  void eachCommandBelongsToOnePart() {
    List<String> named = parts().stream().map(Part::name).toList();

    assertThat(CommandRun.names())
        .contains("user")
        .allSatisfy(
            command ->
                assertThat(named)
                    .filteredOn(part -> PartEvidence.hasCommand(part, command))
                    .as(command)
                    .hasSize(1));
  }

  /** Refuses words that it does not know, because they might claim anything. */
  private static boolean isClaimed(String words) {
    return switch (words.split("[,;:]")[0]) {
      case "yes",
          "all",
          "our tables",
          "webhooks' messages alone",
          "`/`",
          "`/api-webhooks/` of Chatalot's origin" ->
          true;
      case "404",
          "refused at the start",
          "the host's",
          "left out",
          "the command says that there is no Chatalot" ->
          false;
      default -> throw new AssertionError("unknown words: " + words);
    };
  }
}
