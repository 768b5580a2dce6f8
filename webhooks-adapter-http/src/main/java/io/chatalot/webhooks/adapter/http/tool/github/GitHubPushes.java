package io.chatalot.webhooks.adapter.http.tool.github;

import io.chatalot.webhooks.adapter.http.tool.github.GitHub.Reading;
import io.chatalot.webhooks.adapter.http.tool.github.GitHub.Teller;
import io.chatalot.webhooks.adapter.http.tool.markdown.LenientJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Commits, branches and tags. */
final class GitHubPushes {
  private static final int SHOWN_COMMITS = 5;

  private GitHubPushes() {}

  static void addTo(Map<String, Teller> tellers) {
    tellers.put("push", GitHubPushes::push);
    tellers.put("create", event -> event.did("created " + named(event)));
    tellers.put("delete", event -> event.did("deleted " + gone(event)));
  }

  private static Reading push(GitHubEvent event) {
    LenientJson push = event.payload();
    Ref ref = Ref.of(push.text("ref"));
    String after = push.text("after");
    if (push.isTrue("deleted") || isNone(after)) {
      return event.did("deleted " + ref.type() + " " + GitHubText.code(ref.name()));
    }
    List<String> commits = listed(event);
    String to = event.ref(ref.type(), ref.name());
    String at = after.isEmpty() ? "" : " at " + event.commit(after);
    return event.did(
        push.isTrue("created") || isNone(push.text("before"))
            ? "created " + ref.type() + " " + to + (commits.isEmpty() ? at : with(event))
            : moved(event, ref, to, at),
        commits.toArray(String[]::new));
  }

  private static String moved(GitHubEvent event, Ref ref, String to, String at) {
    boolean forced = event.payload().isTrue("forced");
    if (ref.type().equals("tag")) {
      return "moved tag " + to + at.replaceFirst("^ at ", " to ");
    }
    if (total(event) == 0) {
      return (forced ? "force-pushed " : "pushed ") + ref.type() + " " + to + ", which is now" + at;
    }
    return (forced ? "force-pushed " : "pushed ") + commits(event) + " to " + to;
  }

  private static String with(GitHubEvent event) {
    return " with " + commits(event);
  }

  private static String commits(GitHubEvent event) {
    return GitHubText.link(GitHubText.count(total(event), "commit"), compare(event));
  }

  private static long total(GitHubEvent event) {
    return Math.max(event.payload().size("commits"), event.payload().number("total_commits"));
  }

  private static String compare(GitHubEvent event) {
    return event.payload().firstText("compare", "compare_url");
  }

  private static List<String> listed(GitHubEvent event) {
    List<String> lines = new ArrayList<>();
    for (LenientJson commit : event.payload().first(SHOWN_COMMITS, "commits")) {
      if (commit.isObject()) {
        lines.add("- " + line(commit));
      }
    }
    long more = total(event) - lines.size();
    if (more > 0 && !lines.isEmpty()) {
      lines.add("- and " + GitHubText.link(more + " more", compare(event)));
    }
    return lines;
  }

  private static String line(LenientJson commit) {
    String id = GitHubText.code(GitHubText.shortId(commit.text("id")));
    String message = GitHubText.title(commit.text("message"));
    String author = GitHubText.name(commit.at("author").firstText("name", "username"));
    return GitHubText.link(id, commit.text("url"))
        + (id.isEmpty() ? "" : " ")
        + (message.isEmpty() ? "(without a message)" : message)
        + (author.isEmpty() ? "" : " – " + author);
  }

  private static String named(GitHubEvent event) {
    String type = event.payload().text("ref_type");
    if (type.equals("repository")) {
      return "the repository";
    }
    Ref ref = Ref.of(event.payload().text("ref"));
    String kind = type.isEmpty() ? ref.type() : type;
    return GitHubText.words(kind) + " " + event.ref(kind, ref.name());
  }

  private static String gone(GitHubEvent event) {
    String type = event.payload().text("ref_type");
    Ref ref = Ref.of(event.payload().text("ref"));
    return GitHubText.words(type.isEmpty() ? ref.type() : type) + " " + GitHubText.code(ref.name());
  }

  /** Whether an id is Git's null id, which names no commit. */
  private static boolean isNone(String id) {
    return id.matches("0{40,64}");
  }

  /** A branch, a tag or another ref, by its short name. */
  private record Ref(String type, String name) {
    private static final String BRANCHES = "refs/heads/";
    private static final String TAGS = "refs/tags/";

    static Ref of(String full) {
      if (full.isEmpty()) {
        throw GitHubEvent.missing("ref");
      }
      if (full.startsWith(BRANCHES)) {
        return new Ref("branch", full.substring(BRANCHES.length()));
      }
      return full.startsWith(TAGS)
          ? new Ref("tag", full.substring(TAGS.length()))
          : new Ref(full.startsWith("refs/") ? "ref" : "branch", full);
    }
  }
}
