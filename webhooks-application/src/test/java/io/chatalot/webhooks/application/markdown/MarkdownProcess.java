package io.chatalot.webhooks.application.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.domain.MessageContent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A JVM of its own that renders, as another node would. */
final class MarkdownProcess {
  /** Stands between texts: no content has it. */
  private static final String BETWEEN = "\u0000";

  private MarkdownProcess() {}

  /** Reads contents from one file and writes their HTML to another. */
  public static void main(String[] files) throws IOException {
    var markdown = new Markdown();
    List<String> html =
        List.of(Files.readString(Path.of(files[0])).split(BETWEEN)).stream()
            .map(content -> markdown.toHtml(new MessageContent(content)))
            .toList();
    Files.writeString(Path.of(files[1]), String.join(BETWEEN, html));
  }

  /** The HTML of each content, by a new JVM. */
  static List<String> render(List<String> contents, Path folder) throws Exception {
    Path input = Files.writeString(folder.resolve("contents"), String.join(BETWEEN, contents));
    Path output = folder.resolve("html");
    Path messages = folder.resolve("messages");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                MarkdownProcess.class.getName(),
                input.toString(),
                output.toString())
            .redirectErrorStream(true)
            .redirectOutput(messages.toFile())
            .start();
    try {
      assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
      assertThat(process.exitValue()).as(Files.readString(messages)).isZero();
    } finally {
      process.destroyForcibly();
    }
    return List.of(Files.readString(output).split(BETWEEN));
  }
}
