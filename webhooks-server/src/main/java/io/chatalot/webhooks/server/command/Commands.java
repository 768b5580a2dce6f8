package io.chatalot.webhooks.server.command;

import io.chatalot.webhooks.server.settings.Settings;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The root of all commands; without a subcommand it serves. */
@Command(
    name = "webhooks-server",
    description = {
      "Serves incoming webhooks, or administers the users, communities and channels that they"
          + " post to, also while it serves.",
      ""
    },
    footer = {
      "",
      "Without a command it serves. Settings are environment variables, such as WEBHOOKS_PORT and"
          + " WEBHOOKS_DATABASE_URL; docs/settings.md lists them."
    },
    synopsisSubcommandLabel = "[COMMAND]",
    versionProvider = Commands.Version.class)
final class Commands implements Callable<Integer> {
  private final Map<String, String> environment;
  private final Serving serving;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Shows this help.")
  private boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Shows the version.")
  private boolean version;

  Commands(Map<String, String> environment, Serving serving) {
    this.environment = environment;
    this.serving = serving;
  }

  @Override
  public Integer call() throws Exception {
    return serving.serve(Settings.of(environment));
  }

  /** The version in the jar's manifest. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Commands.class.getPackage().getImplementationVersion();
      return new String[] {"Chatalot Webhooks " + (version == null ? "(unpacked)" : version)};
    }
  }
}
