package io.chatalot.webhooks.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * The rules of the house hold, and each can fail: on planted classes it reports every kind of
 * violation that its reason names.
 */
class ArchitectureTest {
  private static final String BASE = "io.chatalot.webhooks";
  private static final String PLANTED = "io.chatalot.webhooks.architecture.planted";

  /** Tests come as a folder or as a test-jar. */
  private static final ImportOption WITHOUT_TESTS =
      location -> !location.contains("/test-classes/") && !location.contains("-tests.jar");

  private static final JavaClasses REAL =
      new ClassFileImporter().withImportOption(WITHOUT_TESTS).importPackages(BASE);

  private static final JavaClasses VIOLATIONS = new ClassFileImporter().importPackages(PLANTED);

  /** Packages that may have more than {@link Doors#MOST} files, and why. */
  private static final Map<String, String> LARGE =
      Map.of(BASE + ".domain", "one vocabulary of small values, each used by many others");

  @Test
  void allModulesAreLookedAtAndNoTests() {
    assertThat(REAL.stream().map(type -> type.getPackageName()))
        .contains(
            BASE + ".domain",
            BASE + ".application",
            BASE + ".adapter.http",
            BASE + ".adapter.jdbc",
            BASE + ".server")
        .noneMatch(name -> name.startsWith(BASE + ".application.fake"));
  }

  @Test
  void theDomainSeesItselfAndSomeOfTheJdk() {
    modules(
        Modules::theDomainSeesItselfAndSomeOfTheJdk,
        "java.util.logging.Logger",
        "java.nio.file.Files",
        "java.sql.Timestamp");
  }

  @Test
  void theApplicationSeesTheDomainAndSomeOfTheJdk() {
    modules(
        Modules::theApplicationSeesTheDomainAndSomeOfTheJdk,
        "org.slf4j.LoggerFactory",
        "java.nio.file.Files",
        "java.sql.Timestamp",
        "java.net.Socket");
  }

  @Test
  void onlyMarkdownSeesCommonmark() {
    modules(Modules::onlyMarkdownSeesCommonmark, "org.commonmark.node.Text");
  }

  @Test
  void httpAsksByDrivingPorts() {
    modules(
        Modules::httpAsksByDrivingPorts,
        PLANTED + ".application.UseCase",
        PLANTED + ".application.driven.Store",
        PLANTED + ".application.markdown.Renderer",
        PLANTED + ".adapter.jdbc.Rows");
  }

  @Test
  void jdbcCallsNoUseCase() {
    modules(Modules::jdbcCallsNoUseCase, PLANTED + ".application.UseCase");
  }

  @Test
  void nothingSeesTheServer() {
    modules(Modules::nothingSeesTheServer, PLANTED + ".server.Server");
  }

  @Test
  void javalinAndJacksonAreOfHttp() {
    modules(Modules::javalinAndJacksonAreOfHttp, "io.javalin.http.Context");
  }

  @Test
  void pebbleIsOfTheEngineOfTemplates() {
    modules(Modules::pebbleIsOfTheEngineOfTemplates, "io.pebbletemplates.pebble.lexer.LexerImpl");
  }

  @Test
  void pebblesLexerAndTemplatesAreNotUsed() {
    modules(
        Modules::pebblesLexerAndTemplatesAreNotUsed, "io.pebbletemplates.pebble.lexer.LexerImpl");
  }

  @Test
  void jsonIsOfHttpAndTheHostsColumn() {
    modules(Modules::jsonIsOfHttpAndTheHostsColumn, "com.fasterxml.jackson.core.JsonFactory");
  }

  @Test
  void sqlIsOfTheStores() {
    modules(Modules::sqlIsOfTheStores, "java.sql.Timestamp", "javax.sql.DataSource");
  }

  @Test
  void jdbiIsOfTheStores() {
    modules(Modules::jdbiIsOfTheStores, "org.jdbi.v3.core.Jdbi");
  }

  @Test
  void hikariIsOfTheServer() {
    modules(Modules::hikariIsOfTheServer, "com.zaxxer.hikari.HikariDataSource");
  }

  @Test
  void aTokenIsRevealedInOnePlace() {
    modules(Modules::aTokenIsRevealedInOnePlace, "Token.reveal()");
  }

  @Test
  void hashesAreMadeInOnePlace() {
    modules(Modules::hashesAreMadeInOnePlace, "MessageDigest.getInstance(");
  }

  @Test
  void aMethodIsThatOfTheRequestLine() {
    modules(Modules::aMethodIsThatOfTheRequestLine, "io.javalin.http.Context.method()");
  }

  @Test
  void theInnerTwoAreGivenTimeChanceAndSettings() {
    means(
        Means::theInnerTwoAreGivenTimeChanceAndSettings,
        "java.time.Instant.now()",
        "java.time.LocalDate.now(",
        "java.time.Clock.systemUTC()",
        "java.time.Clock.system(",
        "java.time.InstantSource.system()",
        "java.lang.System.nanoTime()",
        "java.lang.Thread.sleep(",
        "java.util.Random.<init>()",
        "java.security.SecureRandom.<init>()",
        "java.util.concurrent.ThreadLocalRandom.current()",
        "java.util.UUID.randomUUID()",
        "java.lang.System.getenv(",
        "java.lang.System.getProperty(");
  }

  @Test
  void theStoresHaveNoClockButTheDatabases() {
    means(
        Means::theStoresHaveNoClockButTheDatabases,
        "java.time.Instant.now()",
        "java.time.InstantSource.instant()");
  }

  @Test
  void roundsAreMadeByRecurring() {
    means(Means::roundsAreMadeByRecurring, "scheduleWithFixedDelay(");
  }

  @Test
  void onlyTheServerPrints() {
    means(
        Means::onlyTheServerPrints,
        "java.lang.System.out",
        "java.lang.System.err",
        "java.lang.Exception.printStackTrace()");
  }

  @Test
  void httpOpensNoSocketOfItsOwn() {
    means(Means::httpOpensNoSocketOfItsOwn, "java.net.ServerSocket", "java.net.DatagramSocket");
  }

  @Test
  void nothingFetches() {
    means(
        Means::nothingFetches,
        "java.net.URL.openStream()",
        "java.net.Socket",
        "java.nio.channels.SocketChannel.open(");
  }

  @Test
  void noNameIsLookedUp() {
    means(
        Means::noNameIsLookedUp,
        "java.net.InetAddress.getByName(",
        "java.net.InetAddress.getCanonicalHostName()");
  }

  @Test
  void roomsOfHttpAreItsOwn() {
    doors(Doors::roomsOfHttpAreItsOwn, "adapter.http.route.Route");
  }

  @Test
  void roomsOfTheStoresAreTheirOwn() {
    doors(Doors::roomsOfTheStoresAreTheirOwn, "adapter.jdbc.row.Row");
  }

  @Test
  void theRendererIsTheApplicationsOwn() {
    doors(Doors::theRendererIsTheApplicationsOwn, "application.markdown.Renderer");
  }

  @Test
  void roomsHaveNoCircles() {
    doors(Doors::roomsHaveNoCircles, "adapter.http.route", "adapter.http.body");
  }

  @Test
  void noPackageIsCrowdedWithoutAReason() {
    assertThat(new Doors(BASE).crowded(REAL, Doors.MOST)).containsOnlyKeys(LARGE.keySet());
    assertThat(new Doors(PLANTED).crowded(VIOLATIONS, 1)).containsKey(PLANTED + ".application");
  }

  private static void modules(Function<Modules, ArchRule> rule, String... reported) {
    holdsAndCanFail(rule.apply(new Modules(BASE)), rule.apply(new Modules(PLANTED)), reported);
  }

  private static void means(Function<Means, ArchRule> rule, String... reported) {
    holdsAndCanFail(rule.apply(new Means(BASE)), rule.apply(new Means(PLANTED)), reported);
  }

  private static void doors(Function<Doors, ArchRule> rule, String... reported) {
    holdsAndCanFail(rule.apply(new Doors(BASE)), rule.apply(new Doors(PLANTED)), reported);
  }

  private static void holdsAndCanFail(ArchRule real, ArchRule planted, String... reported) {
    real.check(REAL);
    assertThat(planted.getDescription()).contains("because");
    assertThat(catchThrowable(() -> planted.check(VIOLATIONS)))
        .as("the rule must report each planted violation")
        .isInstanceOf(AssertionError.class)
        .hasMessageContainingAll(reported);
  }
}
