package io.chatalot.webhooks.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The files for nginx that {@code docs/chatalot.md} has, with ports and logs of a test. */
final class ProxyExample {
  /** A block with the file's name in its first line; the rest is its content. */
  private static final Pattern FILE =
      Pattern.compile("```nginx\n# /etc/nginx/(\\S+)\n(.*?)```", Pattern.DOTALL);

  private static final Pattern SERVER =
      Pattern.compile("```nginx\n# inside server \\{ }\n(.*?)```", Pattern.DOTALL);

  private final String docs;
  private final int server;

  /**
   * @param server the port of our server
   */
  ProxyExample(int server) throws IOException {
    docs = Files.readString(Path.of("../docs/chatalot.md"));
    this.server = server;
  }

  /** The content of each file by its name. */
  Map<String, String> files() {
    Map<String, String> files = new TreeMap<>();
    FILE.matcher(docs).results().forEach(file -> files.put(file.group(1), adapted(file.group(2))));
    assertThat(files).hasSize(2);
    return files;
  }

  /** The lines in the server block of Chatalot. */
  String lines() {
    var lines = SERVER.matcher(docs);
    assertThat(lines.find()).isTrue();
    return adapted(lines.group(1));
  }

  /**
   * The page under another prefix. Without our server the connection ends without an answer, as it
   * does without the proxy.
   */
  String elsewhere(String prefix) {
    return adapted(
        """
        location ^~ PREFIX {
          include webhooks_proxy;
          proxy_pass http://127.0.0.1:8081/;
          error_page 502 = @away;
        }
        location @away { return 444; }
        """
            .replace("PREFIX", prefix));
  }

  /** Logs into the folder of the test, which looks for cookies there. */
  private String adapted(String configuration) {
    return configuration
        .replace("127.0.0.1:8081", "127.0.0.1:" + server)
        .replace("access_log off", "access_log " + Nginx.CALLS)
        .replace("/var/log/nginx/", "");
  }
}
