package io.chatalot.webhooks.adapter.jdbc.chatalot.check;

/** The columns of Chatalot that the stores use, and the rights that they take. */
final class Needs {
  /**
   * A row for each table, columns of one type and rights: SELECT for columns that are read or stand
   * in a WHERE or RETURNING, INSERT and UPDATE for columns that are written. Chatalot's own type is
   * named without its schema.
   */
  static final String COLUMNS =
      """
      ('users', 'id', 'uuid', 'SELECT'),
      ('users', 'username display_name', 'character varying', 'SELECT'),
      ('users', 'is_admin is_owner', 'boolean', 'SELECT'),
      ('users', 'suspended_at', 'timestamp with time zone', 'SELECT'),
      ('communities', 'id', 'uuid', 'SELECT'),
      ('communities', 'name', 'character varying', 'SELECT'),
      ('community_members', 'community_id user_id', 'uuid', 'SELECT'),
      ('community_members', 'role', 'character varying', 'SELECT'),
      ('community_bans', 'community_id user_id', 'uuid', 'SELECT'),
      ('groups', 'id community_id owner_id assigned_member_id', 'uuid', 'SELECT'),
      ('channels', 'id group_id', 'uuid', 'SELECT'),
      ('channels', 'name', 'character varying', 'SELECT'),
      ('channels', 'topic', 'text', 'SELECT'),
      ('channels', 'channel_type', 'channel_type', 'SELECT'),
      ('channels', 'archived', 'boolean', 'SELECT'),
      ('channels', 'message_ttl_seconds', 'integer', 'SELECT'),
      ('channels', 'created_at', 'timestamp with time zone', 'SELECT'),
      ('channel_members', 'channel_id user_id', 'uuid', 'SELECT'),
      ('channel_members', 'role', 'character varying', 'SELECT'),
      ('channel_bans', 'channel_id user_id', 'uuid', 'SELECT'),
      ('messages', 'id channel_id', 'uuid', 'SELECT INSERT'),
      ('messages', 'sender_id', 'uuid', 'INSERT'),
      ('messages', 'ciphertext', 'bytea', 'INSERT UPDATE'),
      ('messages', 'nonce', 'bytea', 'INSERT'),
      ('messages', 'message_type', 'character varying', 'SELECT INSERT'),
      ('messages', 'plaintext', 'text', 'SELECT INSERT UPDATE'),
      ('messages', 'created_at expires_at', 'timestamp with time zone', 'SELECT INSERT'),
      ('messages', 'edited_at deleted_at', 'timestamp with time zone', 'SELECT UPDATE'),
      ('messages', 'quarantined_at', 'timestamp with time zone', 'SELECT'),
      ('webhooks', 'id channel_id created_by', 'uuid', 'SELECT'),
      ('webhooks', 'name token', 'character varying', 'SELECT'),
      ('webhooks', 'avatar_url', 'text', 'SELECT'),
      ('webhooks', 'active', 'boolean', 'SELECT'),
      ('webhooks', 'created_at', 'timestamp with time zone', 'SELECT')
      """;

  /** Columns whose content no store reads: members' text and what proves a user. */
  static final String SECRETS =
      """
      ('messages', 'ciphertext'), ('messages', 'nonce'),
      ('users', 'email'), ('users', 'password_hash')
      """;

  private Needs() {}
}
