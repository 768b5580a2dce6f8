package io.chatalot.webhooks.adapter.http.tool.github;

import io.chatalot.webhooks.adapter.http.tool.github.GitHub.Reading;
import io.chatalot.webhooks.adapter.http.tool.github.GitHub.Teller;
import io.chatalot.webhooks.adapter.http.tool.markdown.LenientJson;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Events of a whole repository: releases, collaborators, and changes of the repository itself. */
final class GitHubRepositories {
  /** The most kinds of events that a ping names. */
  private static final int NAMED_KINDS = 10;

  private GitHubRepositories() {}

  static void addTo(Map<String, Teller> tellers) {
    tellers.put("ping", GitHubRepositories::ping);
    tellers.put("fork", GitHubRepositories::fork);
    tellers.put("release", GitHubRepositories::release);
    tellers.put("star", event -> starred(event, "created"));
    // GitHub kept the name from the time when a star was called a watch.
    tellers.put("watch", event -> starred(event, "started"));
    tellers.put("member", GitHubRepositories::member);
    tellers.put("public", GitHubRepositories::madePublic);
    tellers.put("repository", GitHubRepositories::repository);
  }

  /** GitHub sends a ping when a webhook is created; the message shows that deliveries arrive. */
  private static Reading ping(GitHubEvent event) {
    List<String> kinds =
        event.payload().first(NAMED_KINDS + 1, "hook", "events").stream()
            .map(kind -> kind.text().equals("*") ? "everything" : GitHubText.code(kind.text()))
            .toList();
    String sends =
        kinds.stream().limit(NAMED_KINDS).collect(Collectors.joining(", "))
            + (kinds.size() > NAMED_KINDS ? " and more" : "");
    return event.told(
        "the webhook works"
            + (kinds.isEmpty() ? "" : ", and sends " + sends)
            + (event.who().equals("somebody") ? "" : " – " + event.who()),
        GitHubText.quoted(event.payload().text("zen")));
  }

  /** Gitea swaps the repository and its fork. */
  private static Reading fork(GitHubEvent event) {
    LenientJson forkee = event.subject("forkee");
    boolean swapped = event.repository().isTrue("fork") && !forkee.isTrue("fork");
    if (!swapped) {
      return event.did("forked the repository to " + repository(forkee));
    }
    return event.did("made this fork of " + repository(forkee));
  }

  private static String repository(LenientJson repository) {
    String name = GitHubText.name(repository.firstText("full_name", "name"));
    return name.isEmpty()
        ? "another repository"
        : GitHubText.link(name, repository.text("html_url"));
  }

  private static Reading release(GitHubEvent event) {
    LenientJson release = event.subject("release");
    String tag = release.text("tag_name");
    String name = release.text("name");
    String label = name.isEmpty() || name.equals(tag) ? tag : name + " (" + tag + ")";
    String it =
        (release.isTrue("prerelease") ? "pre-release " : "release ")
            + GitHubText.link(GitHubText.title(label), release.text("html_url"));
    return switch (event.action()) {
      case "published" ->
          event.did("published " + it, GitHubBody.quoted(release.firstText("body", "note")));
      case "unpublished" -> event.did("withdrew " + it);
      case "deleted" -> event.did("deleted " + it);
      default -> event.ignored();
    };
  }

  private static Reading starred(GitHubEvent event, String action) {
    if (!event.action().equals(action)) {
      return event.ignored();
    }
    long stars = event.repository().number("stargazers_count");
    return event.did(
        "starred the repository" + (stars > 0 ? ", which has " + stars(stars) + " now" : ""));
  }

  private static String stars(long number) {
    return GitHubText.count(number, "star");
  }

  private static Reading member(GitHubEvent event) {
    String member = GitHubEvent.user(event.subject("member"));
    String whom = member.isEmpty() ? "somebody" : member;
    return switch (event.action()) {
      case "added" -> event.did("added " + whom + " as a collaborator");
      case "removed" -> event.did("removed " + whom + " from the collaborators");
      default -> event.ignored();
    };
  }

  private static Reading madePublic(GitHubEvent event) {
    event.subject("repository");
    return event.did("made the repository public");
  }

  private static Reading repository(GitHubEvent event) {
    event.subject("repository");
    LenientJson changes = event.payload().at("changes");
    return switch (event.action()) {
      case "created" -> event.did("created the repository");
      case "deleted" -> event.did("deleted the repository");
      case "archived" -> event.did("archived the repository");
      case "unarchived" -> event.did("took the repository out of the archive");
      case "publicized" -> event.did("made the repository public");
      case "privatized" -> event.did("made the repository private");
      case "renamed" ->
          event.did("renamed the repository" + from(changes.text("repository", "name", "from")));
      case "transferred" -> {
        LenientJson owner = changes.at("owner", "from");
        String user = owner.text("user", "login");
        yield event.did(
            "took over the repository"
                + from(user.isEmpty() ? owner.text("organization", "login") : user));
      }
      default -> event.ignored();
    };
  }

  private static String from(String before) {
    return before.isEmpty() ? "" : " from " + GitHubText.name(before);
  }
}
