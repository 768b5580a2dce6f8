/** Whether the user's role in the channel allows managing its webhooks. */
export function managesWebhooks(channel) {
  return channel.role === "owner" || channel.role === "admin";
}
