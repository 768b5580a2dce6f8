package io.chatalot.webhooks.adapter.http.tool.github;

import io.chatalot.webhooks.adapter.http.tool.github.GitHub.Reading;
import io.chatalot.webhooks.adapter.http.tool.github.GitHub.Teller;
import io.chatalot.webhooks.adapter.http.tool.markdown.LenientJson;
import java.util.Map;

/** Events of issues, discussions, and comments on them and on commits. */
final class GitHubTalks {
  private static final String DISCUSSION = "discussion";

  private GitHubTalks() {}

  static void addTo(Map<String, Teller> tellers) {
    tellers.put("issues", GitHubTalks::issue);
    tellers.put("issue_comment", GitHubTalks::issueComment);
    tellers.put("commit_comment", GitHubTalks::commitComment);
    tellers.put(DISCUSSION, GitHubTalks::discussion);
    tellers.put("discussion_comment", GitHubTalks::discussionComment);
  }

  private static Reading issue(GitHubEvent event) {
    LenientJson issue = event.subject("issue");
    String it = "issue " + GitHubText.numbered(issue);
    return switch (event.action()) {
      case "opened" -> event.did("opened " + it);
      case "closed" -> event.did("closed " + it + reason(issue.text("state_reason")));
      case "reopened" -> event.did("reopened " + it);
      case "deleted" -> event.did("deleted " + it);
      case "transferred" -> event.did("moved " + it + elsewhere(event));
      default -> event.ignored();
    };
  }

  private static String reason(String reason) {
    return switch (reason) {
      case "", "completed" -> "";
      default -> " as " + GitHubText.words(reason);
    };
  }

  private static String elsewhere(GitHubEvent event) {
    LenientJson moved = event.payload().at("changes", "new_issue");
    String to = event.payload().text("changes", "new_repository", "full_name");
    return moved.isObject()
        ? " to "
            + GitHubText.link(
                GitHubText.name(to + "#" + moved.text("number")), moved.text("html_url"))
        : " to another repository";
  }

  private static Reading issueComment(GitHubEvent event) {
    LenientJson issue = event.payload().at("issue");
    LenientJson subject = issue.isObject() ? issue : event.subject("pull_request");
    boolean request =
        !issue.isObject()
            || issue.at("pull_request").isObject()
            || event.payload().isTrue("is_pull");
    return commented(event, (request ? "pull request " : "issue ") + GitHubText.numbered(subject));
  }

  private static Reading commitComment(GitHubEvent event) {
    LenientJson comment = event.subject("comment");
    String path = GitHubText.code(comment.text("path"));
    return commented(
        event,
        "commit " + event.commit(comment.text("commit_id")) + (path.isEmpty() ? "" : ", " + path));
  }

  private static Reading discussion(GitHubEvent event) {
    LenientJson discussion = event.subject(DISCUSSION);
    String it = "discussion " + GitHubText.numbered(discussion);
    return switch (event.action()) {
      case "created" -> {
        String category = GitHubText.name(discussion.text("category", "name"));
        yield event.did("started " + it + (category.isEmpty() ? "" : " in " + category));
      }
      case "answered" -> {
        String url = event.payload().text("answer", "html_url");
        String author = GitHubEvent.user(event.payload().at("answer", "user"));
        yield event.did(
            "chose "
                + GitHubText.link("an answer", url)
                + (author.isEmpty() ? "" : " by " + author)
                + " in "
                + it);
      }
      case "closed" -> event.did("closed " + it + reason(discussion.text("state_reason")));
      case "reopened" -> event.did("reopened " + it);
      case "deleted" -> event.did("deleted " + it);
      default -> event.ignored();
    };
  }

  private static Reading discussionComment(GitHubEvent event) {
    return commented(event, "discussion " + GitHubText.numbered(event.subject(DISCUSSION)));
  }

  private static Reading commented(GitHubEvent event, String on) {
    LenientJson comment = event.subject("comment");
    return event.action().equals("created")
        ? event.did(
            GitHubText.link("commented", comment.text("html_url")) + " on " + on,
            GitHubBody.quoted(comment.text("body")))
        : event.ignored();
  }
}
