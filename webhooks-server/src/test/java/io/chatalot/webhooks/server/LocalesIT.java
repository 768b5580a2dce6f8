package io.chatalot.webhooks.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The one jar on machines of other countries, and of none. */
class LocalesIT {
  /** Two are started at a time. */
  private static final String FRUGAL = "-XX:+UseSerialGC -XX:TieredStopAtLevel=1 ";

  private static final String TURKISH = "-Duser.language=tr -Duser.country=TR";
  private static final String ARABIC = "-Duser.language=ar -Duser.country=EG";

  /** With the Buddhist calendar, and with Thai digits. */
  private static final String THAI =
      "-Duser.language=th -Duser.country=TH -Duser.extensions=u-ca-buddhist-nu-thai"
          + " -Duser.timezone=Asia/Kathmandu";

  /** Of the machine without one: its charset is ASCII. */
  private static final String NONE = "-Dnothing";

  private static final String PASSWORD = "pässwörd€";

  /** Gives the password above in UTF-8 under any charset of these tests. */
  private static final List<String> WITH_PASSWORD =
      shell(
          "WEBHOOKS_OWNER_PASSWORD=$(printf 'p\\303\\244ssw\\303\\266rd\\342\\202\\254')"
              + " && export WEBHOOKS_OWNER_PASSWORD && exec \"$@\"");

  @TempDir Path folder;

  @Test
  void aServerOfAnyLocaleWorksAndSoItDoesMovedToAnother() throws Exception {
    both(() -> first(TURKISH, ARABIC), () -> first(NONE, THAI));
  }

  /** Starts anew under one locale, and then with the same data under another. */
  private Void first(String locale, String next) throws Exception {
    Path own = Files.createTempDirectory(folder, "own");
    try (ServerProcess server = ServerProcess.startBy(WITH_PASSWORD, own, settings(locale))) {
      new EachDialect(server.address()).areAsEverywhere(PASSWORD);
      assertThat(server.terminate()).isZero();
      assertThat(server.err()).doesNotContain("WARN", "ERROR").matches("(?s)\\p{ASCII}+");
    }
    try (ServerProcess server = ServerProcess.startBy(WITH_PASSWORD, own, settings(next))) {
      assertThat(server.sessionOf("owner", PASSWORD)).isNotBlank();
    }
    return null;
  }

  @Test
  void aServiceThatEmbedsTheServerHasAnyLocale() throws Exception {
    both(
        () -> {
          embedded(TURKISH);
          return embedded(NONE);
        },
        () -> {
          embedded(ARABIC);
          return embedded(THAI);
        });
  }

  private Void embedded(String locale) throws Exception {
    Path own = Files.createTempDirectory(folder, "own");
    var settings = new HashMap<>(settings(locale));
    settings.put("WEBHOOKS_DATABASE_URL", TestDatabases.createUrl());
    try (ServerProcess server = ServerProcess.startAs(WithoutMain.class, own, settings)) {
      new EachDialect(server.address()).areAsEverywhere(ServerProcess.PASSWORD);
    }
    return null;
  }

  @Test
  void whatIsNoUtf8IsRefusedByItsNameInOneLine() throws Exception {
    refused(
        78,
        "WEBHOOKS_OWNER_PASSWORD=$(printf 'secret p\\344ss') && export WEBHOOKS_OWNER_PASSWORD",
        "WEBHOOKS_OWNER_PASSWORD must be in UTF-8");
    refused(
        2,
        "set -- \"$@\" user add ann --display-name \"$(printf 'p\\344ss')\"",
        "The arguments must be in UTF-8");
  }

  @Test
  void aNameThatTheCharsetCannotHoldNamesNoFolder() throws Exception {
    refused(
        78,
        "WEBHOOKS_DATA_DIR=$(printf 'gr\\303\\266\\303\\237e') && export WEBHOOKS_DATA_DIR",
        "WEBHOOKS_DATA_DIR must be a path that the locale's charset ANSI_X3.4-1968 can hold");
    refused(
        1,
        "d=$(printf '" + folder + "/gr\\303\\266\\303\\237e') && mkdir \"$d\" && cd \"$d\"",
        "The locale's charset ANSI_X3.4-1968 cannot hold the name of the current folder");
    try (var made = Files.list(folder)) {
      assertThat(made.map(Path::toString)).noneMatch(name -> name.endsWith("gr????e"));
    }
  }

  private void refused(int status, String words, String message) throws Exception {
    Path err = folder.resolve("refused");
    var command = new ArrayList<>(shell(words + " && exec \"$@\""));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-jar", System.getProperty("webhooks.jar")));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(err.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("WEBHOOKS_"));
    builder.environment().put("LC_ALL", "C");
    builder.environment().put("WEBHOOKS_PORT", "0");
    builder.environment().put("WEBHOOKS_DATA_DIR", folder.resolve("data").toString());
    Process process = builder.start();
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.exitValue()).isEqualTo(status);
    assertThat(Files.readString(err).lines())
        .hasSize(1)
        .allMatch(line -> line.startsWith(message) && !line.contains("secret"));
    assertThat(folder.resolve("data")).doesNotExist();
  }

  private static Map<String, String> settings(String locale) {
    return Map.of(
        "LC_ALL", "C", "JDK_JAVA_OPTIONS", FRUGAL + locale, "WEBHOOKS_ACCESS_LOG", "true");
  }

  private static List<String> shell(String words) {
    return List.of("sh", "-c", words, "sh");
  }

  private static void both(Callable<Void> one, Callable<Void> other) throws Exception {
    ExecutorService two = Executors.newFixedThreadPool(2);
    try {
      for (Future<Void> each : two.invokeAll(List.of(one, other))) {
        each.get();
      }
    } finally {
      two.shutdownNow();
    }
  }
}
