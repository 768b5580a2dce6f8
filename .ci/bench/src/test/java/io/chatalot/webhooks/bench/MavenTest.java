package io.chatalot.webhooks.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** The profiles pass on the properties that the documents name. */
class MavenTest {
  private final String pom = text("pom.xml");

  private static String text(String file) {
    try {
      return Files.readString(Path.of(file));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** The options that the profile passes on, by the names of their properties. */
  private Map<String, String> passed(String profile) {
    var passed = new TreeMap<String, String>();
    Pattern.compile("<argument>(--\\w+)=\\$\\{(" + profile + "[.\\w]*)}</argument>")
        .matcher(pom)
        .results()
        .forEach(argument -> passed.put(argument.group(2), argument.group(1)));
    return passed;
  }

  @ParameterizedTest
  @CsvSource({"benchmark, performance", "faults, faults"})
  void aProfilePassesOptionsThatTheCommandHas(String profile, String command) {
    CommandLine subcommand = Main.line().getSubcommands().get(command);
    assertThat(passed(profile)).hasSizeGreaterThan(8);
    assertThat(passed(profile).values())
        .allMatch(option -> subcommand.getCommandSpec().optionsMap().containsKey(option));
    assertThat(passed(profile).keySet())
        .allMatch(property -> pom.contains("<" + property + " />"), "takes the default if empty");
  }

  @ParameterizedTest
  @CsvSource({"benchmark, performance, 5, performance.md", "faults, faults, 7, reliability.md"})
  void eachDocumentedPropertyIsPassedAsARightValue(
      String profile, String command, int properties, String document) {
    var given = new TreeMap<String, String>();
    for (MatchResult property :
        Pattern.compile("-D(" + profile + "[.\\w]*)=([\\w,]+)")
            .matcher(text("../../docs/" + document))
            .results()
            .toList()) {
      given.put(property.group(1), property.group(2));
    }
    assertThat(given).hasSize(properties);
    assertThat(passed(profile).keySet()).containsAll(given.keySet());
    String[] arguments =
        Stream.concat(
                Stream.of(command),
                given.entrySet().stream()
                    .map(each -> passed(profile).get(each.getKey()) + "=" + each.getValue()))
            .toArray(String[]::new);
    CommandLine.ParseResult parsed = Main.line().parseArgs(arguments).subcommand();
    assertThat(parsed.matchedOptions()).hasSize(properties);
  }
}
