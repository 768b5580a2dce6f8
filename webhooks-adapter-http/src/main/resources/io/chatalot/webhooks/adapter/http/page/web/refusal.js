/** A failed request: its status (0 without an answer), and a message to show. */
export class Refusal extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

/** The failure of a request without a complete answer. */
export const unreachable = () => new Refusal(0, "Cannot reach the server.");

/** The failure of a request without a session, or with one that has ended. */
export const signedOut = () => new Refusal(401, "The session has ended.");

/**
 * Whether the server itself answered. When it is away, a proxy or the origin's service worker answers with a page of
 * its own, and the service worker even with status 200.
 */
export function isAnswer(response) {
  return response.status === 204 || isOfType(response, "application/json");
}

export function isOfType(response, type) {
  return (response.headers.get("Content-Type") ?? "").startsWith(type);
}

/** Makes a failure of an answer that is an error, with the server's message. */
export async function refusalOf(response) {
  if (!isAnswer(response)) {
    return unreachable();
  }
  const json = await response.json().catch(() => null);
  const refusal = new Refusal(response.status, json?.error?.message ?? `The server answered ${response.status}.`);
  refusal.retryAfter = Number(response.headers.get("Retry-After") ?? 0);
  return refusal;
}
