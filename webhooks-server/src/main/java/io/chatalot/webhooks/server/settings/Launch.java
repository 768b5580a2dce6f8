package io.chatalot.webhooks.server.settings;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;

/**
 * What the process was started with, in UTF-8 whatever the machine's locale is. The JVM decodes
 * arguments and environment by the locale's charset: under {@code LANG=C} each byte beyond ASCII
 * becomes U+FFFD, and under a charset of one byte UTF-8 becomes other letters. Linux still has the
 * bytes. On systems without {@code /proc} the JVM's text stands. What is no UTF-8 has U+FFFD in it.
 */
public final class Launch {
  /** Stands in a text for what could not be read. */
  private static final String UNREADABLE = "\uFFFD";

  private static final String PREFIX = "WEBHOOKS_";
  private static final Path PROCESS = Path.of("/proc/self");

  private Launch() {}

  /**
   * Gives this JVM no locale and UTC, for libraries that format or change case by the default. Our
   * own code takes no default.
   */
  public static void neutralise() {
    Locale.setDefault(Locale.ROOT);
    TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
  }

  /** The environment, with the settings in UTF-8. */
  public static Map<String, String> environment() {
    return environment(System.getenv(), PROCESS.resolve("environ"));
  }

  public static Map<String, String> environment(Map<String, String> decoded, Path bytes) {
    var environment = new HashMap<>(decoded);
    var settings = new HashMap<String, String>();
    for (String variable : texts(bytes)) {
      int end = variable.indexOf('=');
      if (end > 0 && variable.startsWith(PREFIX)) {
        // Of two with one name the first counts, for the JVM too.
        settings.putIfAbsent(variable.substring(0, end), variable.substring(end + 1));
      }
    }
    environment.putAll(settings);
    return environment;
  }

  /**
   * The arguments in UTF-8.
   *
   * @param decoded as the JVM gives them
   */
  public static String[] arguments(String... decoded) {
    return arguments(PROCESS.resolve("cmdline"), decoded);
  }

  public static String[] arguments(Path bytes, String... decoded) {
    List<String> all = texts(bytes);
    if (all.size() < decoded.length) {
      return decoded;
    }
    String[] last = all.subList(all.size() - decoded.length, all.size()).toArray(String[]::new);
    for (int i = 0; i < last.length; i++) {
      // The launcher took its arguments from elsewhere, a file perhaps.
      if (isAscii(last[i]) && !last[i].equals(decoded[i])) {
        return decoded;
      }
    }
    return last;
  }

  /** Whether a text could be read wholly. */
  public static boolean isReadable(String text) {
    return !text.contains(UNREADABLE);
  }

  /** Whether the locale's charset, by which files get their names, can hold this one. */
  static boolean canNameFiles(String name) {
    boolean windows = File.separatorChar == '\\';
    return windows || isAscii(name) || UTF_8.name().equals(charset());
  }

  /** The locale's charset. */
  public static String charset() {
    return System.getProperty("sun.jnu.encoding", UTF_8.name());
  }

  /**
   * Whether this JVM can find the folder in which it was started, which it names by the locale's
   * charset.
   */
  public static boolean findsItsFolder() {
    Path folder = PROCESS.resolve("cwd");
    try {
      return !Files.exists(folder) || Files.isSameFile(folder, Path.of("").toAbsolutePath());
    } catch (IOException otherName) {
      return false;
    }
  }

  private static boolean isAscii(String text) {
    return text.chars().allMatch(c -> c < 0x80);
  }

  /** Each ends with a zero byte. */
  private static List<String> texts(Path file) {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file);
    } catch (IOException notLinux) {
      return List.of();
    }
    var texts = new ArrayList<String>();
    int start = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == 0) {
        texts.add(new String(bytes, start, i - start, UTF_8));
        start = i + 1;
      }
    }
    return texts;
  }
}
