package io.chatalot.webhooks.server.command;

import io.chatalot.webhooks.domain.ChannelId;
import io.chatalot.webhooks.domain.CommunityId;
import java.util.Optional;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The commands that begin with {@code channel}. */
@Command(name = "channel", description = "Channels.")
final class ChannelCommands {
  private final AdminAccess access;

  @Spec private CommandSpec spec;

  ChannelCommands(AdminAccess access) {
    this.access = access;
  }

  @Command(description = "Adds a channel to a community.")
  void add(
      @Parameters(paramLabel = "NAME", description = "1 to 100 characters") String name,
      @Option(
              names = "--community",
              paramLabel = "ID",
              required = true,
              converter = IdConverter.class,
              description = "the community's id")
          UUID community,
      @Option(names = "--topic", paramLabel = "T", description = "at most 1024 characters")
          String topic) {
    access.print(
        spec.commandLine().getOut(),
        admin -> admin.addChannel(name, new CommunityId(community), Optional.ofNullable(topic)));
  }

  @Command(description = "Archives a channel: no webhook can post there any more.")
  void archive(
      @Parameters(
              paramLabel = "ID",
              converter = IdConverter.class,
              description = "the channel's id")
          UUID id) {
    setArchived(id, true);
  }

  @Command(description = "Takes a channel out of the archive.")
  void unarchive(
      @Parameters(
              paramLabel = "ID",
              converter = IdConverter.class,
              description = "the channel's id")
          UUID id) {
    setArchived(id, false);
  }

  private void setArchived(UUID id, boolean archived) {
    access.with(admin -> admin.setArchived(new ChannelId(id), archived));
  }
}
