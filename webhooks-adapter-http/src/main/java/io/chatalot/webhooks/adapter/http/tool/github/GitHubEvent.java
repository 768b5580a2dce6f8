package io.chatalot.webhooks.adapter.http.tool.github;

import io.chatalot.webhooks.adapter.http.tool.github.GitHub.Ignored;
import io.chatalot.webhooks.adapter.http.tool.github.GitHub.Reading;
import io.chatalot.webhooks.adapter.http.tool.github.GitHub.Told;
import io.chatalot.webhooks.adapter.http.tool.markdown.Draft;
import io.chatalot.webhooks.adapter.http.tool.markdown.LenientJson;
import io.chatalot.webhooks.adapter.http.tool.markdown.Markup;
import io.chatalot.webhooks.domain.ViolationCode;
import io.chatalot.webhooks.domain.WebhookException;

/** A delivery, written as a sentence with links: repository, sender and action. */
record GitHubEvent(String kind, LenientJson payload) {
  /** The event's action; an event of a kind that has actions is invalid without it. */
  String action() {
    String action = payload.text("action");
    if (action.isEmpty()) {
      throw missing("action");
    }
    return action;
  }

  /** The event's subject, such as the issue. */
  LenientJson subject(String name) {
    LenientJson subject = payload.at(name);
    if (!subject.isObject()) {
      throw missing(name);
    }
    return subject;
  }

  static WebhookException missing(String member) {
    return WebhookException.invalid(member, ViolationCode.REQUIRED, "is required for this event");
  }

  /** Writes "SENDER did WHAT". */
  Reading did(String what, String... lines) {
    return told(who() + " " + what, lines);
  }

  /** Writes a sentence after the repository, with further lines below. */
  Reading told(String what, String... lines) {
    String where = where();
    Draft draft = new Draft().line(where.isEmpty() ? what : Markup.bold(where) + ": " + what);
    for (String line : lines) {
      draft.line(line);
    }
    return new Told(draft.toCommand("", ""));
  }

  /** Leaves the event out. */
  Reading ignored() {
    return new Ignored("the action " + GitHub.safe(action()) + " of " + kind + " sends no message");
  }

  Reading ignored(String why) {
    return new Ignored(why);
  }

  LenientJson repository() {
    return payload.at("repository");
  }

  /** The repository with a link; without a repository the organization or the enterprise. */
  private String where() {
    String name = repository().firstText("full_name", "name");
    if (!name.isEmpty()) {
      return GitHubText.link(GitHubText.name(name), repository().text("html_url"));
    }
    String owner = payload.at("organization").firstText("login", "username");
    return GitHubText.name(owner.isEmpty() ? payload.text("enterprise", "name") : owner);
  }

  /** The sender with a link. */
  String who() {
    String sender = user(payload.at("sender"));
    String pusher = sender.isEmpty() ? user(payload.at("pusher")) : sender;
    return pusher.isEmpty() ? "somebody" : pusher;
  }

  static String user(LenientJson user) {
    String name = user.firstText("login", "username", "name");
    return GitHubText.link(GitHubText.name(name), user.text("html_url"));
  }

  /** A branch or a tag, with a link to its files. */
  String ref(String type, String name) {
    boolean gitea = repository().has("original_url") || payload.has("compare_url");
    String folder = gitea ? "/src/" + type + "/" : "/tree/";
    return GitHubText.link(GitHubText.code(name), inRepository(folder + GitHubText.inPath(name)));
  }

  /** A commit by its short id, with a link. */
  String commit(String id) {
    return GitHubText.link(
        GitHubText.code(GitHubText.shortId(id)), inRepository("/commit/" + GitHubText.inPath(id)));
  }

  private String inRepository(String path) {
    String url = repository().text("html_url");
    return url.isEmpty() ? "" : url + path;
  }
}
