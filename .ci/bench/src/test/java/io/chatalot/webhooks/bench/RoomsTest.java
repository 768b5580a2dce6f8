package io.chatalot.webhooks.bench;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The rooms are small, and can be read one after the other. */
class RoomsTest {
  private static final String BASE = "io.chatalot.webhooks.bench";
  private static final int MOST_FILES = 20;

  private static final JavaClasses REAL =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(BASE);

  @Test
  void roomsDoNotGoRoundInCircles() {
    ArchRule rule = slices().matching(BASE + ".(**)").should().beFreeOfCycles();
    rule.check(REAL);
    JavaClasses planted = new ClassFileImporter().importPackages(BASE + ".planted");
    assertThatThrownBy(() -> rule.check(planted)).hasMessageContaining("Cycle detected");
  }

  @Test
  void noRoomHasMoreThanTwentyFiles() {
    Map<String, Long> rooms =
        REAL.stream()
            .filter(JavaClass::isTopLevelClass)
            .filter(type -> !type.getName().contains("jmh_generated"))
            .collect(groupingBy(JavaClass::getPackageName, counting()));
    assertThat(rooms).containsKeys(BASE + ".stage", BASE + ".performance", BASE + ".faults.scene");
    assertThat(rooms.values()).allMatch(files -> files <= MOST_FILES);
  }
}
