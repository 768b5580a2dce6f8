-- Run once by the role that Chatalot's own server connects as (in its compose file `chatalot`, a superuser). Another owner of the
-- database must first be made a member of the new role (GRANT chatalot_webhooks TO ...), or the CREATE SCHEMA is refused.
-- The role's name must not be the name of a schema that holds tables of ours, nor may any schema be named like
-- Chatalot's role: "$user" comes first in the search path, and its migrations name no schema.
CREATE ROLE chatalot_webhooks LOGIN PASSWORD 'secret';
CREATE SCHEMA webhooks AUTHORIZATION chatalot_webhooks;
GRANT USAGE ON SCHEMA public TO chatalot_webhooks;
-- who somebody is, and whether the account may still act (no password, no e-mail, no 2FA secret)
GRANT SELECT (id, username, display_name, is_admin, is_owner, suspended_at) ON public.users TO chatalot_webhooks;
-- where: communities, groups, channels, their members and bans
GRANT SELECT (id, name) ON public.communities TO chatalot_webhooks;
GRANT SELECT (community_id, user_id, role) ON public.community_members TO chatalot_webhooks;
GRANT SELECT (community_id, user_id) ON public.community_bans TO chatalot_webhooks;
GRANT SELECT (id, community_id, owner_id, assigned_member_id) ON public.groups TO chatalot_webhooks;
GRANT SELECT (id, group_id, name, topic, channel_type, archived, message_ttl_seconds, created_at) ON public.channels TO chatalot_webhooks;
GRANT SELECT (channel_id, user_id, role) ON public.channel_members TO chatalot_webhooks;
GRANT SELECT (channel_id, user_id) ON public.channel_bans TO chatalot_webhooks;
-- what: messages of type webhook. No one else's text can be read: ciphertext and nonce are not granted for SELECT.
GRANT INSERT (id, channel_id, sender_id, ciphertext, nonce, message_type, plaintext, created_at, expires_at) ON public.messages TO chatalot_webhooks;
GRANT SELECT (id, channel_id, message_type, plaintext, created_at, edited_at, deleted_at, quarantined_at, expires_at) ON public.messages TO chatalot_webhooks;
GRANT UPDATE (ciphertext, plaintext, edited_at, deleted_at) ON public.messages TO chatalot_webhooks;
-- webhooks that Chatalot's own server made are moved here
GRANT SELECT, DELETE ON public.webhooks TO chatalot_webhooks;
