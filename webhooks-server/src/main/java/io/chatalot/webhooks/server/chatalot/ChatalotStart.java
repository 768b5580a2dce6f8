package io.chatalot.webhooks.server.chatalot;

import io.chatalot.webhooks.adapter.jdbc.chatalot.ChatalotUser;
import io.chatalot.webhooks.adapter.jdbc.chatalot.ChatalotUsers;
import io.chatalot.webhooks.adapter.jdbc.chatalot.HostLocks;
import io.chatalot.webhooks.adapter.jdbc.chatalot.check.ChatalotCheck;
import io.chatalot.webhooks.adapter.jdbc.chatalot.check.ChatalotSender;
import io.chatalot.webhooks.adapter.jdbc.database.Database;
import io.chatalot.webhooks.domain.UserId;
import io.chatalot.webhooks.server.settings.SettingsException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The checks of a start beside a Chatalot, before anything is changed. */
final class ChatalotStart {
  private static final String DATABASE = "WEBHOOKS_CHATALOT_DATABASE_URL: ";
  private static final String SENDER = "WEBHOOKS_CHATALOT_SENDER: ";

  private ChatalotStart() {}

  /**
   * Checks Chatalot's tables, the rights of the connected role, and the sender. Changes nothing.
   *
   * @param sender the username of the account that sends webhooks' messages
   * @param warnings takes lines for the operator: rights that the role does not need, and
   *     communities that the sender is not in
   * @return the sender's id; empty without a sender
   * @throws SettingsException if the start must not go on; it has a line for each problem
   */
  static Optional<UserId> check(
      Database database, Optional<String> sender, Consumer<String> warnings) {
    ChatalotCheck.Findings findings = ChatalotCheck.of(database);
    if (!findings.problems().isEmpty()) {
      throw new SettingsException(
          findings.problems().stream().map(problem -> DATABASE + problem).toList());
    }
    findings.warnings().forEach(warnings);
    if (HostLocks.isDeadlockTimeoutShort(database)) {
      warnings.accept(
          "PostgreSQL's deadlock_timeout is not longer than 400 ms: it may end statements of"
              + " Chatalot's that wait for a webhook's message; its default is 1s");
    }
    return sender.map(username -> checked(database, username, warnings));
  }

  private static UserId checked(Database database, String username, Consumer<String> warnings) {
    ChatalotUser account =
        new ChatalotUsers(database)
            .named(username)
            .orElseThrow(() -> wrong("Chatalot has no account with the username ", username));
    if (account.suspended()) {
      throw wrong("this account of Chatalot is suspended: ", username);
    }
    ChatalotSender memberships = ChatalotSender.of(database, account.id());
    if (memberships.missed() > 0 && memberships.missed() == memberships.communities()) {
      throw wrong("this account is in no community of Chatalot: ", username);
    }
    warn(memberships, username, warnings);
    return account.id();
  }

  private static void warn(ChatalotSender memberships, String username, Consumer<String> warnings) {
    for (String community : memberships.names()) {
      warnings.accept(
          "The sender "
              + oneLine(username)
              + " is not in the community "
              + oneLine(community)
              + ", whose members see its messages under a number instead of a name");
    }
    long more = memberships.missed() - memberships.names().size();
    if (more > 0) {
      warnings.accept(
          "The sender " + oneLine(username) + " is not in " + more + " more communities");
    }
  }

  private static SettingsException wrong(String why, String username) {
    return new SettingsException(List.of(SENDER + why + oneLine(username)));
  }

  /** A user's text without control characters and line breaks, which would forge lines of a log. */
  private static String oneLine(String text) {
    return text.replaceAll("[\\p{Cntrl}\\x{85}\\x{2028}\\x{2029}]", "?");
  }
}
