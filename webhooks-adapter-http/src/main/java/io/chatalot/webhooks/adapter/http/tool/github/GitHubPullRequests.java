package io.chatalot.webhooks.adapter.http.tool.github;

import io.chatalot.webhooks.adapter.http.tool.github.GitHub.Reading;
import io.chatalot.webhooks.adapter.http.tool.github.GitHub.Teller;
import io.chatalot.webhooks.adapter.http.tool.markdown.LenientJson;
import java.util.Map;

/** Pull requests and their reviews. */
final class GitHubPullRequests {
  private GitHubPullRequests() {}

  static void addTo(Map<String, Teller> tellers) {
    tellers.put("pull_request", GitHubPullRequests::pullRequest);
    tellers.put("pull_request_review", GitHubPullRequests::review);
    tellers.put("pull_request_review_comment", GitHubPullRequests::reviewComment);
    // Gitea and Forgejo name reviews so.
    tellers.put("pull_request_approved", event -> reviewed(event, "approved"));
    tellers.put("pull_request_rejected", event -> reviewed(event, "changes_requested"));
    tellers.put("pull_request_comment", event -> reviewed(event, "commented"));
  }

  private static Reading pullRequest(GitHubEvent event) {
    LenientJson request = event.subject("pull_request");
    String it = it(request);
    return switch (event.action()) {
      case "opened" ->
          event.did("opened " + (request.isTrue("draft") ? "draft " : "") + it + branches(request));
      case "closed" ->
          event.did(
              request.isTrue("merged") || !request.text("merged_at").isEmpty()
                  ? "merged " + it + into(request)
                  : "closed " + it + " without merging it");
      case "reopened" -> event.did("reopened " + it);
      case "ready_for_review" -> event.did("marked " + it + " as ready for review");
      case "converted_to_draft" -> event.did("turned " + it + " back into a draft");
      case "review_requested" -> event.did("asked " + reviewer(event) + " to review " + it);
      default -> event.ignored();
    };
  }

  private static Reading review(GitHubEvent event) {
    LenientJson review = event.subject("review");
    return switch (event.action()) {
      case "submitted" -> verdict(event, review, review.text("state"));
      case "dismissed" -> {
        String author = GitHubEvent.user(review.at("user"));
        String whose = author.isEmpty() ? "a review" : "the review by " + author;
        yield event.did("dismissed " + whose + " of " + it(event.subject("pull_request")));
      }
      default -> event.ignored();
    };
  }

  /** Writes a review of Gitea, whose action carries no meaning and whose review has only a text. */
  private static Reading reviewed(GitHubEvent event, String state) {
    return verdict(event, event.payload().at("review"), state);
  }

  private static Reading verdict(GitHubEvent event, LenientJson review, String state) {
    String url = review.text("html_url");
    String it = it(event.subject("pull_request"));
    return event.did(
        switch (state) {
          case "approved" -> GitHubText.link("approved", url) + " " + it;
          case "changes_requested" -> GitHubText.link("requested changes", url) + " in " + it;
          default -> GitHubText.link("reviewed", url) + " " + it;
        },
        GitHubBody.quoted(review.firstText("body", "content")));
  }

  private static Reading reviewComment(GitHubEvent event) {
    LenientJson comment = event.subject("comment");
    if (!event.action().equals("created")) {
      return event.ignored();
    }
    String line = comment.firstText("line", "original_line");
    String path = GitHubText.code(comment.text("path") + (line.isEmpty() ? "" : ":" + line));
    return event.did(
        GitHubText.link("commented", comment.text("html_url"))
            + (comment.text("path").isEmpty() ? " on " : " on " + path + " in ")
            + it(event.subject("pull_request")),
        GitHubBody.quoted(comment.text("body")));
  }

  static String it(LenientJson request) {
    return "pull request " + GitHubText.numbered(request);
  }

  private static String branches(LenientJson request) {
    String from = GitHubText.code(request.text("head", "ref"));
    String to = GitHubText.code(request.text("base", "ref"));
    return from.isEmpty() || to.isEmpty() ? "" : " (" + from + " → " + to + ")";
  }

  private static String into(LenientJson request) {
    String base = GitHubText.code(request.text("base", "ref"));
    return base.isEmpty() ? "" : " into " + base;
  }

  private static String reviewer(GitHubEvent event) {
    String user = GitHubEvent.user(event.payload().at("requested_reviewer"));
    String team = GitHubEvent.user(event.payload().at("requested_team"));
    return !user.isEmpty() ? user : team.isEmpty() ? "somebody" : "the team " + team;
  }
}
