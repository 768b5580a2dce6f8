package io.chatalot.webhooks.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;

/** The Java in a document, as it stands there. */
final class DocumentedCode {
  private static final Pattern EXAMPLE = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

  private DocumentedCode() {}

  /**
   * Compiles the example with this class.
   *
   * @param imports what the document takes for granted
   * @param folder where to do it
   */
  static Class<?> compiled(Path document, String name, String imports, Path folder)
      throws Exception {
    String example =
        EXAMPLE
            .matcher(Files.readString(document))
            .results()
            .map((MatchResult result) -> result.group(1))
            .filter(code -> code.contains("class " + name))
            .findFirst()
            .orElseThrow();
    Path source = folder.resolve(name + ".java");
    Files.writeString(source, imports + example);
    var compiler = ToolProvider.getSystemJavaCompiler();
    try (var files = compiler.getStandardFileManager(null, null, null)) {
      boolean compiles =
          compiler
              .getTask(
                  null,
                  files,
                  null,
                  List.of("-d", folder.toString(), "-cp", System.getProperty("java.class.path")),
                  null,
                  files.getJavaFileObjects(source))
              .call();
      assertThat(compiles).as("the example compiles").isTrue();
    }
    var loader =
        new URLClassLoader(
            new URL[] {folder.toUri().toURL()}, DocumentedCode.class.getClassLoader());
    return loader.loadClass(name);
  }
}
