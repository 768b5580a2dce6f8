// The webhook of a client in JavaScript, and its stored messages.
import { isDeepStrictEqual } from "node:util";
import { readFileSync } from "node:fs";

export const { BASE, WEBHOOK_ID, TOKEN, SESSION, CHANNEL } = process.env;

export function expect(what, wanted, got) {
  if (!isDeepStrictEqual(wanted, got)) {
    console.error(`${what}: expected ${JSON.stringify(wanted)} but got ${JSON.stringify(got)}`);
    process.exit(1);
  }
}

// The error that the call throws; a call that throws none fails the check.
export async function thrown(what, call) {
  let value;
  try {
    value = await call();
  } catch (error) {
    return error;
  }
  console.error(`${what}: expected an error but got ${JSON.stringify(value)}`);
  process.exit(1);
}

// Username and content of each message of this webhook, oldest first.
export async function messages() {
  const answer = await fetch(`${BASE}/api/channels/${CHANNEL}/messages?limit=100`, {
    headers: { Authorization: `Bearer ${SESSION}` },
  });
  const sent = await answer.json();
  return sent
    .filter((message) => message.webhook_id === WEBHOOK_ID)
    .reverse()
    .map((message) => [message.username, message.content]);
}

// The version of an installed package.
export function version(name) {
  return `${name} ${JSON.parse(readFileSync(new URL(`../node_modules/${name}/package.json`, import.meta.url))).version}`;
}
