package io.chatalot.webhooks.application.driving.read;

/**
 * All verbs of a channel's member. HTTP takes this interface, so an embedder can wrap the {@link
 * io.chatalot.webhooks.application.MessageReader} and hand HTTP the wrapper.
 */
public interface ReadChannel extends ReadMessages, FollowChannel, RemoveMessage {}
