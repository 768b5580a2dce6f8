package io.chatalot.webhooks.domain;

/** The role of a member in a community, from the most to the least permissions. */
public enum Role {
  OWNER,
  ADMIN,
  MODERATOR,
  MEMBER;

  /**
   * Whether the role may manage webhooks: Owners and Admins (the guide, "Who Can Create
   * Webhooks?").
   */
  public boolean mayManageWebhooks() {
    return this == OWNER || this == ADMIN;
  }

  /** Whether the role may remove messages of a channel: Owners, Admins and Moderators. */
  public boolean mayRemoveMessages() {
    return this != MEMBER;
  }
}
