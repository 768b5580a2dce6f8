package io.chatalot.webhooks.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingRunIT {
  @TempDir Path folder;

  @Test
  void theJarCanBeTrainedAndLeavesNothingBehind() throws Exception {
    Path said = folder.resolve("said");
    Path temporary = Files.createDirectory(folder.resolve("temporary"));
    Process run =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                System.getProperty("webhooks.jar"),
                "io.chatalot.webhooks.server.TrainingRun",
                "1")
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    try {
      assertThat(run.waitFor(120, TimeUnit.SECONDS)).isTrue();
    } finally {
      run.destroy();
    }
    assertThat(Files.readString(said)).doesNotContain("No training run", "failed", "ERROR");
    assertThat(run.exitValue()).isZero();
    try (var left = Files.list(temporary)) {
      assertThat(left.filter(file -> file.getFileName().toString().startsWith("chatalot-")))
          .isEmpty();
    }
  }
}
