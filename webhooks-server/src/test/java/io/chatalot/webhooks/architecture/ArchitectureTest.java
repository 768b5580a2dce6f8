package io.chatalot.webhooks.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The house's rules hold, and each of them can fail. */
class ArchitectureTest {
  private static final String BASE = "io.chatalot.webhooks";
  private static final String PLANTED = "io.chatalot.webhooks.architecture.planted";

  /** Of tests neither the folder nor the test-jar counts, in whichever form Maven gives them. */
  private static final ImportOption WITHOUT_TESTS =
      location -> !location.contains("/test-classes/") && !location.contains("-tests.jar");

  private static final JavaClasses REAL =
      new ClassFileImporter().withImportOption(WITHOUT_TESTS).importPackages(BASE);

  private static final JavaClasses VIOLATIONS = new ClassFileImporter().importPackages(PLANTED);

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
    holdsAndCanFail(Rules::theDomainSeesItselfAndSomeOfTheJdk);
  }

  @Test
  void theApplicationSeesTheDomainAndTheJdk() {
    holdsAndCanFail(Rules::theApplicationSeesTheDomainAndTheJdk);
  }

  @Test
  void onlyMarkdownSeesCommonmark() {
    holdsAndCanFail(Rules::onlyMarkdownSeesCommonmark);
  }

  @Test
  void theInnerTwoKnowNoClockAndNoEnvironment() {
    holdsAndCanFail(Rules::theInnerTwoKnowNoClockAndNoEnvironment);
  }

  @Test
  void roundsAreMadeByRecurring() {
    holdsAndCanFail(Rules::roundsAreMadeByRecurring);
  }

  @Test
  void theStoresHaveNoClockButTheDatabases() {
    holdsAndCanFail(Rules::theStoresHaveNoClockButTheDatabases);
  }

  @Test
  void httpTouchesNoDrivenPort() {
    holdsAndCanFail(Rules::httpTouchesNoDrivenPort);
  }

  @Test
  void jdbcCallsNoUseCase() {
    holdsAndCanFail(Rules::jdbcCallsNoUseCase);
  }

  @Test
  void nothingSeesTheServer() {
    holdsAndCanFail(Rules::nothingSeesTheServer);
  }

  @Test
  void javalinAndJacksonAreOfHttp() {
    holdsAndCanFail(Rules::javalinAndJacksonAreOfHttp);
  }

  @Test
  void jdbiIsOfTheStores() {
    holdsAndCanFail(Rules::jdbiIsOfTheStores);
  }

  @Test
  void hikariIsOfTheServer() {
    holdsAndCanFail(Rules::hikariIsOfTheServer);
  }

  @Test
  void aTokenIsRevealedInOnePlace() {
    holdsAndCanFail(Rules::aTokenIsRevealedInOnePlace);
  }

  @Test
  void aMethodIsThatOfTheRequestLine() {
    holdsAndCanFail(Rules::aMethodIsThatOfTheRequestLine);
  }

  @Test
  void nothingFetches() {
    holdsAndCanFail(Rules::nothingFetches);
  }

  private static void holdsAndCanFail(Function<Rules, ArchRule> rule) {
    rule.apply(new Rules(BASE)).check(REAL);
    ArchRule planted = rule.apply(new Rules(PLANTED));
    assertThatThrownBy(() -> planted.check(VIOLATIONS))
        .as("the rule must fail on the planted violation")
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(PLANTED);
    assertThat(List.of(planted.getDescription())).allMatch(text -> text.contains("because"));
  }
}
