package io.chatalot.webhooks.domain;

/** What a member is in a community, from the most to the least that it may do. */
public enum Role {
  OWNER,
  ADMIN,
  MODERATOR,
  MEMBER;

  /** Owners and Admins may (the guide, "Who Can Create Webhooks?"). */
  public boolean mayManageWebhooks() {
    return this == OWNER || this == ADMIN;
  }

  /** Owners, Admins and Moderators may take a message out of a channel. */
  public boolean mayRemoveMessages() {
    return this != MEMBER;
  }
}
