package io.chatalot.webhooks.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static io.chatalot.webhooks.architecture.Uses.below;
import static io.chatalot.webhooks.architecture.Uses.not;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The rooms inside the modules: packages, their doors and their size. */
record Doors(String base) {
  /** Files. */
  static final int MOST = 20;

  ArchRule roomsOfHttpAreItsOwn() {
    String http = base + ".adapter.http";
    return roomsAreTheModulesOwn(http, http + ".host", http + ".tool.template.engine")
        .because(
            "an embedder mounts the classes of adapter.http, implements the interfaces of its"
                + " host room, and chooses the engine of templates");
  }

  ArchRule roomsOfTheStoresAreTheirOwn() {
    String jdbc = base + ".adapter.jdbc";
    return roomsAreTheModulesOwn(jdbc, jdbc + ".database", jdbc + ".chatalot")
        .because(
            "an embedder takes the stores, the stores beside a Chatalot, and the database that"
                + " they share");
  }

  ArchRule theRendererIsTheApplicationsOwn() {
    String application = base + ".application";
    return noClasses()
        .that(not(below(application)))
        .should()
        .dependOnClassesThat(below(application + ".markdown"))
        .because("HTTP gets messages that are rendered already");
  }

  private ArchRule roomsAreTheModulesOwn(String module, String... open) {
    return noClasses()
        .that(not(below(module)))
        .should()
        .dependOnClassesThat(
            Uses.of(
                "are in a room of " + module + " without a door",
                type ->
                    type.getPackageName().startsWith(module + ".")
                        && Stream.of(open).noneMatch(room -> below(room).test(type))));
  }

  ArchRule roomsHaveNoCircles() {
    return SlicesRuleDefinition.slices()
        .assignedFrom(
            new SliceAssignment() {
              @Override
              public SliceIdentifier getIdentifierOf(JavaClass type) {
                return type.getPackageName().startsWith(base)
                    ? SliceIdentifier.of(type.getPackageName())
                    : SliceIdentifier.ignore();
              }

              @Override
              public String getDescription() {
                return "packages";
              }
            })
        .should()
        .beFreeOfCycles()
        .because("a reader understands a room after the rooms that it depends on");
  }

  /** Packages with more files, and how many. */
  Map<String, Long> crowded(JavaClasses classes, int most) {
    Map<String, Long> files =
        classes.stream()
            .filter(type -> type.isTopLevelClass() && type.getPackageName().startsWith(base))
            .filter(type -> !type.getSimpleName().equals("package-info"))
            .collect(
                Collectors.groupingBy(
                    JavaClass::getPackageName, TreeMap::new, Collectors.counting()));
    files.values().removeIf(count -> count <= most);
    return files;
  }
}
