package io.chatalot.webhooks.adapter.http.tool.github;

import io.chatalot.webhooks.adapter.http.tool.markdown.Markup;
import io.chatalot.webhooks.adapter.http.tool.markdown.Shortcodes;
import io.chatalot.webhooks.application.driving.LiteralSpan;
import io.chatalot.webhooks.application.driving.MarkupSpan;
import io.chatalot.webhooks.domain.Invisible;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Quotes the Markdown of comments, reviews and releases. HTML within it becomes Markdown. */
final class GitHubBody {
  /** Characters of a quotation. */
  private static final int QUOTED = 1_000;

  /** UTF-16 units that are read. */
  private static final int READ = 8_000;

  private static final Pattern PART_OF_TAG = Pattern.compile("<[^<>]{0,200}+\\z");
  private static final Pattern EMPTY_LINES = Pattern.compile("\\n(?:[ \\t]*+\\n){2,}+");
  private static final Pattern FIRST_EMPTY_LINES = Pattern.compile("\\A(?:[ \\t]*+\\n)++");

  private GitHubBody() {}

  /** The lines of the quotation; empty if nothing of the text can be seen. */
  static String quoted(String body) {
    String read = GitHubText.beginning(body, READ);
    String whole =
        read.length() < body.length() ? PART_OF_TAG.matcher(read).replaceFirst("") : read;
    String text = markdown(whole.replace("\r\n", "\n").replace('\r', '\n'));
    if (Invisible.isAll(text)) {
      return "";
    }
    String excerpt = Markup.excerpt(text, QUOTED);
    boolean unread = read.length() < body.length() && excerpt.equals(text);
    return (unread ? excerpt + "\n\n…" : excerpt)
        .lines()
        .map(line -> line.isBlank() ? ">" : "> " + line)
        .collect(Collectors.joining("\n"));
  }

  private static String markdown(String body) {
    String text = body;
    if (text.indexOf('<') >= 0) {
      String uncommented = uncommented(text);
      var html = new GitHubHtml();
      int at = 0;
      for (LiteralSpan code : code(uncommented)) {
        html.add(uncommented.substring(at, code.start()));
        html.addCode(uncommented.substring(code.start(), code.end()));
        at = code.end();
      }
      html.add(uncommented.substring(at));
      text = html.markdown();
    }
    String tidy = EMPTY_LINES.matcher(text).replaceAll("\n\n");
    return Shortcodes.inMarkdown(FIRST_EMPTY_LINES.matcher(tidy).replaceFirst("").stripTrailing());
  }

  /** Removes HTML comments, which fill the templates of issues. */
  private static String uncommented(String text) {
    if (!text.contains("<!--")) {
      return text;
    }
    var kept = new StringBuilder();
    int at = 0;
    for (LiteralSpan code : code(text)) {
      while (at < code.start()) {
        int open = text.indexOf("<!--", at);
        if (open < 0 || open >= code.start()) {
          break;
        }
        kept.append(text, at, open);
        at = commentEnd(text, open);
      }
      if (at < code.end()) {
        kept.append(text, at, code.end());
        at = code.end();
      }
    }
    for (int open = text.indexOf("<!--", at); open >= 0; open = text.indexOf("<!--", at)) {
      kept.append(text, at, open);
      at = commentEnd(text, open);
    }
    return kept.append(text, at, text.length()).toString();
  }

  private static int commentEnd(String text, int open) {
    int close = text.indexOf("-->", open);
    return close < 0 ? text.length() : close + 3;
  }

  private static List<LiteralSpan> code(String text) {
    var code = new ArrayList<LiteralSpan>();
    for (MarkupSpan span : MarkupSpan.in(text)) {
      boolean ticks = span.marks() > 0 && text.charAt(span.start()) == '`';
      if (span.isFence() || ticks) {
        code.add(new LiteralSpan(span.start(), span.end()));
      }
    }
    // Of all literal parts only code that an indent marks begins with white space.
    LiteralSpan.in(text).stream()
        .filter(span -> Character.isWhitespace(text.charAt(span.start())))
        .forEach(code::add);
    code.sort(Comparator.comparingInt(LiteralSpan::start));
    return code;
  }
}
