/** Whether who has this role in the community may see and manage its webhooks. */
export function managesWebhooks(community) {
  return community.role === "owner" || community.role === "admin";
}
