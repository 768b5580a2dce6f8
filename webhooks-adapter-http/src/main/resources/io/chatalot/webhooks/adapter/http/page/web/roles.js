/** Whether the user's role in the community allows managing its webhooks. */
export function managesWebhooks(community) {
  return community.role === "owner" || community.role === "admin";
}
