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
 * Reads the arguments and the environment of this process in UTF-8 under every locale. The JVM
 * decodes them by the locale's charset: under {@code LANG=C} each byte beyond ASCII becomes U+FFFD,
 * and under a charset of one byte UTF-8 becomes other letters. Linux keeps the bytes in {@code
 * /proc}; on systems without it the JVM's text counts. Bytes that are not UTF-8 become U+FFFD.
 */
public final class Launch {
  /** Replaces bytes that could not be decoded. */
  private static final String UNREADABLE = "\uFFFD";

  private static final String PREFIX = "WEBHOOKS_";
  private static final Path PROCESS = Path.of("/proc/self");

  private Launch() {}

  /**
   * Sets this JVM's defaults to the root locale and UTC, for libraries that use the defaults. Our
   * own code names its locale and time zone.
   */
  public static void neutralise() {
    Locale.setDefault(Locale.ROOT);
    TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
  }

  /** The environment; its settings are decoded as UTF-8. */
  public static Map<String, String> environment() {
    return environment(System.getenv(), PROCESS.resolve("environ"));
  }

  public static Map<String, String> environment(Map<String, String> decoded, Path bytes) {
    var environment = new HashMap<>(decoded);
    var settings = new HashMap<String, String>();
    for (String variable : texts(bytes)) {
      int end = variable.indexOf('=');
      if (end > 0 && variable.startsWith(PREFIX)) {
        // Of two variables with one name the first counts, as it does in the JVM.
        settings.putIfAbsent(variable.substring(0, end), variable.substring(end + 1));
      }
    }
    environment.putAll(settings);
    return environment;
  }

  /**
   * The arguments, decoded as UTF-8.
   *
   * @param decoded the arguments of {@code main}
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
      // The launcher may have read its arguments from a file.
      if (isAscii(last[i]) && !last[i].equals(decoded[i])) {
        return decoded;
      }
    }
    return last;
  }

  /** Whether all of a text could be decoded. */
  public static boolean isReadable(String text) {
    return !text.contains(UNREADABLE);
  }

  /** Whether the locale's charset, which encodes the names of files, can hold this name. */
  static boolean canNameFiles(String name) {
    boolean windows = File.separatorChar == '\\';
    return windows || isAscii(name) || UTF_8.name().equals(charset());
  }

  /** The locale's charset. */
  public static String charset() {
    return System.getProperty("sun.jnu.encoding", UTF_8.name());
  }

  /**
   * Whether this JVM can find its current folder, whose name it decodes by the locale's charset.
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

  /** The texts of a file in which each text ends with a zero byte. */
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
