package io.chatalot.webhooks.server.command;

import io.chatalot.webhooks.domain.Role;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the name of a role. */
final class RoleConverter implements ITypeConverter<Role> {
  @Override
  public Role convert(String value) {
    return switch (value) {
      case "owner" -> Role.OWNER;
      case "admin" -> Role.ADMIN;
      case "moderator" -> Role.MODERATOR;
      case "member" -> Role.MEMBER;
      default -> throw new TypeConversionException("must be owner, admin, moderator or member");
    };
  }
}
