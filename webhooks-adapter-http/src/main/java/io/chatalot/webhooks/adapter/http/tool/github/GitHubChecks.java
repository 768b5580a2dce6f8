package io.chatalot.webhooks.adapter.http.tool.github;

import io.chatalot.webhooks.adapter.http.tool.github.GitHub.Reading;
import io.chatalot.webhooks.adapter.http.tool.github.GitHub.Teller;
import io.chatalot.webhooks.adapter.http.tool.markdown.LenientJson;
import io.chatalot.webhooks.adapter.http.tool.markdown.Markup;
import java.util.Map;

/** Events of automation: checks, workflows and deployments. */
final class GitHubChecks {
  private GitHubChecks() {}

  static void addTo(Map<String, Teller> tellers) {
    tellers.put("check_run", GitHubChecks::checkRun);
    tellers.put("check_suite", GitHubChecks::checkSuite);
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
