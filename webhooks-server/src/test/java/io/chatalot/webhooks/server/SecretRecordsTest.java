package io.chatalot.webhooks.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A record shows all its components unless it overrides toString, as records with secrets must. */
class SecretRecordsTest {
  private static final JavaClasses REAL =
      new ClassFileImporter()
          .withImportOption(
              location -> !location.contains("/test-classes/") && !location.contains("-tests.jar"))
          .importPackages("io.chatalot.webhooks");

  private static final Set<String> TEXTS =
      Set.of("java.lang.String", "java.util.Optional", "[C", "[B");

  @Test
  void aRecordWithASecretHasAToStringOfItsOwn() {
    List<JavaClass> withSecrets = REAL.stream().filter(SecretRecordsTest::hasASecret).toList();

    assertThat(withSecrets.stream().map(JavaClass::getSimpleName))
        .contains("Session", "Guard", "DatabaseAddress", "Account");
    assertThat(withSecrets).filteredOn(SecretRecordsTest::showsAll).isEmpty();
  }

  @Test
  void oneWithoutIsFound() {
    JavaClass careless = new ClassFileImporter().importClass(Careless.class);

    assertThat(hasASecret(careless)).isTrue();
    assertThat(showsAll(careless)).isTrue();
  }

  private static boolean hasASecret(JavaClass type) {
    return type.isRecord()
        && type.getFields().stream()
            .anyMatch(
                field ->
                    field.getName().matches("(?i).*(token|password|secret).*")
                        && TEXTS.contains(field.getRawType().getName()));
  }

  /** Whether its toString is the compiler's, which is a call site of this very type. */
  private static boolean showsAll(JavaClass record) {
    String callSite = "(L" + record.getName().replace('.', '/') + ";)Ljava/lang/String;";
    try (InputStream in = record.getSource().orElseThrow().getUri().toURL().openStream()) {
      return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1).contains(callSite);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private record Careless(String accessToken) {}
}
