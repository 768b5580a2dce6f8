package io.chatalot.webhooks.bench.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JvmFlagsTest {
  @Test
  void flagsStandBetweenSpaces() {
    assertThat(JvmFlags.of(" -ea  -Dx=1\n-Xmx1g ")).containsExactly("-ea", "-Dx=1", "-Xmx1g");
    assertThat(JvmFlags.of(" ")).isEmpty();
  }

  @Test
  void aFileStandsForItsFlags(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("jvm.options"), "-XX:+UseSerialGC\n-Xmx160m\n");
    assertThat(JvmFlags.of("-ea @" + file + " -Dx=1"))
        .containsExactly("-ea", "-XX:+UseSerialGC", "-Xmx160m", "-Dx=1");
    assertThatThrownBy(() -> JvmFlags.of("@" + folder.resolve("none")))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("there is no file");
  }
}
