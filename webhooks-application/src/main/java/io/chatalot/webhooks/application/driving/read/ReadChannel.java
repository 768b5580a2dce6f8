package io.chatalot.webhooks.application.driving.read;

/**
 * All that a member may do with the messages of a channel. HTTP takes this interface, so an
 * embedder can wrap the {@link io.chatalot.webhooks.application.MessageReader} and hand HTTP the
 * wrapper.
 */
public interface ReadChannel extends ReadMessages, FollowChannel, RemoveMessage {}
