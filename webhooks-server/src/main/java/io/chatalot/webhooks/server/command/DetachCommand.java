package io.chatalot.webhooks.server.command;

import io.chatalot.webhooks.adapter.jdbc.chatalot.upkeep.ChatalotDetach;
import io.chatalot.webhooks.adapter.jdbc.chatalot.upkeep.ChatalotDetach.Detached;
import io.chatalot.webhooks.server.settings.ServerException;
import java.io.PrintWriter;
import java.security.SecureRandom;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code detach}. */
@Command(
    name = "detach",
    description = {
      "Ends the work beside a live Chatalot, after its servers were stopped: drops the schema"
          + " webhooks. The messages stay in Chatalot.",
      ""
    })
final class DetachCommand implements Runnable {
  private final AdminAccess access;

  @Spec private CommandSpec spec;

  @Option(
      names = "--to-host",
      description =
          "First writes the webhooks back into Chatalot's own table, with new tokens, and prints a"
              + " line for each: its id, its name, and its URL or, without WEBHOOKS_PUBLIC_URL, its"
              + " token. Needs INSERT on public.webhooks.")
  private boolean toHost;

  DetachCommand(AdminAccess access) {
    this.access = access;
  }

  @Override
  public void run() {
    access.withChatalot(this::detach);
  }

  private void detach(ChatalotDetach detach, String urlStart) {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    Detached done = detached(out, detach, urlStart);
    done.leftOut().forEach(err::println);
    (toHost ? err : out).println("Messages that stay in Chatalot: " + done.messages());
  }

  private Detached detached(PrintWriter out, ChatalotDetach detach, String urlStart) {
    try {
      return toHost
          ? detach.toHost(
              new SecureRandom(), urlStart, lines -> Output.deliver(out, String.join("\n", lines)))
          : detach.drop();
    } catch (IllegalStateException refused) {
      throw new ServerException(refused.getMessage());
    }
  }
}
