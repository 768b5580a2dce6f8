package io.chatalot.webhooks.adapter.http.tool.github;

/** The finer names of events, which Gitea and Forgejo send beside GitHub's. */
final class GiteaEventType {
  private GiteaEventType() {}

  /** The name of the event in {@code X-Gitea-Event}, by that in {@code X-Gitea-Event-Type}. */
  static String event(String type) {
    return switch (type) {
      case "issue_assign", "issue_label", "issue_milestone" -> "issues";
      case "pull_request_assign",
          "pull_request_label",
          "pull_request_milestone",
          "pull_request_sync",
          "pull_request_review_request" ->
          "pull_request";
      case "pull_request_comment" -> "issue_comment";
      case "pull_request_review_approved" -> "pull_request_approved";
      case "pull_request_review_rejected" -> "pull_request_rejected";
      case "pull_request_review_comment" -> "pull_request_comment";
      default -> type;
    };
  }
}
