package io.chatalot.webhooks.server.command;

import io.chatalot.webhooks.domain.CommunityId;
import io.chatalot.webhooks.domain.Role;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The commands that begin with {@code member}. */
@Command(name = "member", description = "Members of communities.")
final class MemberCommands {
  private final AdminAccess access;

  MemberCommands(AdminAccess access) {
    this.access = access;
  }

  @Command(description = "Makes a user a member, or gives a member another role.")
  void set(
      @Parameters(paramLabel = "USERNAME", description = "the user") String username,
      @Option(
              names = "--community",
              paramLabel = "ID",
              required = true,
              converter = IdConverter.class,
              description = "the community's id")
          UUID community,
      @Option(
              names = "--role",
              paramLabel = "ROLE",
              required = true,
              converter = RoleConverter.class,
              description = "owner, admin, moderator or member")
          Role role) {
    access.with(admin -> admin.setMember(username, new CommunityId(community), role));
  }

  @Command(description = "Takes a member out of a community.")
  void remove(
      @Parameters(paramLabel = "USERNAME", description = "the user") String username,
      @Option(
              names = "--community",
              paramLabel = "ID",
              required = true,
              converter = IdConverter.class,
              description = "the community's id")
          UUID community) {
    access.with(admin -> admin.removeMember(username, new CommunityId(community)));
  }
}
