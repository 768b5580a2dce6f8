package io.chatalot.webhooks.adapter.http.tool.github;

import io.chatalot.webhooks.adapter.http.tool.github.GitHub.Reading;
import io.chatalot.webhooks.adapter.http.tool.github.GitHub.Teller;
import io.chatalot.webhooks.adapter.http.tool.markdown.LenientJson;
import io.chatalot.webhooks.adapter.http.tool.markdown.Markup;
import java.util.List;
import java.util.Map;

/** Events of automation: checks, statuses of commits, workflows and deployments. */
final class GitHubChecks {
  private static final int MAX_BRANCHES = 100;

  private GitHubChecks() {}

  static void addTo(Map<String, Teller> tellers) {
    tellers.put("check_run", GitHubChecks::checkRun);
    tellers.put("check_suite", GitHubChecks::checkSuite);
    tellers.put("status", GitHubChecks::status);
    tellers.put("workflow_run", GitHubChecks::workflowRun);
    tellers.put("deployment_status", GitHubChecks::deployment);
  }

  private static Reading checkRun(GitHubEvent event) {
    LenientJson run = event.subject("check_run");
    String name = GitHubText.name(run.text("name"));
    String url = run.firstText("html_url", "details_url");
    return completed(
        event,
        "check " + GitHubText.link(name, url),
        run,
        run.at("check_suite").text("head_branch"),
        event.who());
  }

  private static Reading checkSuite(GitHubEvent event) {
    LenientJson suite = event.subject("check_suite");
    String app =
        GitHubText.link(GitHubText.name(suite.text("app", "name")), suite.text("app", "html_url"));
    return completed(
        event,
        app.isEmpty() ? "all checks" : "all checks of " + app,
        suite,
        suite.text("head_branch"),
        event.who());
  }

  private static Reading workflowRun(GitHubEvent event) {
    LenientJson run = event.subject("workflow_run");
    String number = run.text("run_number");
    String workflow = event.payload().text("workflow", "name");
    String name = workflow.isEmpty() ? run.firstText("name", "display_title", "path") : workflow;
    String label = GitHubText.name(number.isEmpty() ? name : name + " #" + number);
    String actor = GitHubEvent.user(run.at("actor"));
    return completed(
        event,
        "workflow " + GitHubText.link(label, run.text("html_url")),
        run,
        run.text("head_branch"),
        actor.isEmpty() ? event.who() : actor);
  }

  private static Reading completed(
      GitHubEvent event, String what, LenientJson run, String branch, String who) {
    if (!event.action().equals("completed")) {
      return event.ignored();
    }
    String id = run.text("head_sha");
    return event.told(
        what
            + " "
            + Markup.bold(outcome(run.text("conclusion")))
            + (branch.isEmpty() ? "" : " on " + event.ref("branch", branch))
            + (id.isEmpty() ? "" : " at " + event.commit(id))
            + " – "
            + who);
  }

  /** A status says nothing while it is pending, and has no action. */
  private static Reading status(GitHubEvent event) {
    LenientJson status = event.payload();
    String state = status.text("state");
    if (state.isEmpty()) {
      throw GitHubEvent.missing("state");
    }
    if (state.equals("pending")) {
      return event.ignored("the state pending of a status sends no message");
    }
    String outcome = state.equals("error") ? "ended with an error" : outcome(state);
    String branch = branch(status);
    String id = status.text("sha");
    return event.told(
        "status "
            + GitHubText.link(context(status), status.text("target_url"))
            + " "
            + Markup.bold(outcome)
            + (branch.isEmpty() ? "" : " on " + event.ref("branch", branch))
            + (id.isEmpty() ? "" : " at " + event.commit(id))
            + " – "
            + event.who(),
        GitHubText.quoted(status.text("description")));
  }

  private static String context(LenientJson status) {
    String context = GitHubText.name(status.text("context"));
    return context.isEmpty() ? "of a commit" : context;
  }

  /** The branch whose last commit has the status, or the only branch with the commit. */
  private static String branch(LenientJson status) {
    List<LenientJson> branches = status.first(MAX_BRANCHES, "branches");
    return branches.stream()
        .filter(one -> one.text("commit", "sha").equals(status.text("sha")))
        .findFirst()
        .map(one -> one.text("name"))
        .orElse(branches.size() == 1 ? branches.get(0).text("name") : "");
  }

  private static String outcome(String conclusion) {
    return switch (conclusion) {
      case "success" -> "succeeded";
      case "failure" -> "failed";
      case "startup_failure" -> "failed to start";
      case "timed_out" -> "timed out";
      case "cancelled" -> "was cancelled";
      case "skipped" -> "was skipped";
      case "action_required" -> "needs somebody to act";
      case "" -> "ended";
      default -> "ended as " + GitHubText.words(conclusion);
    };
  }

  private static Reading deployment(GitHubEvent event) {
    LenientJson status = event.subject("deployment_status");
    LenientJson deployment = event.payload().at("deployment");
    String state = status.text("state");
    String outcome =
        switch (state) {
          case "success" -> "succeeded";
          case "failure" -> "failed";
          case "error" -> "ended with an error";
          case "in_progress" -> "has begun";
          default -> "";
        };
    if (state.isEmpty()) {
      throw GitHubEvent.missing("deployment_status");
    }
    if (outcome.isEmpty()) {
      return event.ignored("the state " + GitHub.safe(state) + " of a deployment sends no message");
    }
    String what = GitHubText.code(deployment.text("ref"));
    return event.told(
        GitHubText.link("deployment", status.firstText("log_url", "target_url"))
            + (what.isEmpty() ? "" : " of " + what)
            + environment(status, deployment)
            + " "
            + Markup.bold(outcome)
            + " – "
            + event.who(),
        GitHubText.quoted(status.text("description")));
  }

  private static String environment(LenientJson status, LenientJson deployment) {
    String given = status.text("environment");
    String name = given.isEmpty() ? deployment.text("environment") : given;
    return name.isEmpty()
        ? ""
        : " to " + GitHubText.link(GitHubText.name(name), status.text("environment_url"));
  }
}
