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

// Compares the stored messages with pairs of username and content, or other messages that the caller read.
export async function expectMessages(wanted, got) {
  const told = got ?? (await messages());
  wanted.slice(0, told.length).forEach((message, number) => expect(`message ${number + 1}`, message, told[number]));
  expect("the number of messages", wanted.length, told.length);
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
export async function messages(webhook = WEBHOOK_ID) {
  const told = [];
  for (let before = ""; ; ) {
    const answer = await fetch(`${BASE}/api/channels/${CHANNEL}/messages?limit=100${before}`, {
      headers: { Authorization: `Bearer ${SESSION}` },
    });
    const page = await answer.json();
    told.push(...page.filter((message) => message.webhook_id === webhook).map((message) => [message.username, message.content]));
    if (page.length < 100) return told.reverse();
    before = `&before=${page.at(-1).id}`;
  }
}

// As soon as there are that many messages, or after ten seconds.
export async function awaited(count) {
  for (let tries = 0; tries < 100 && (await messages()).length < count; tries++) {
    await new Promise((later) => setTimeout(later, 100));
  }
}

// The version of an installed package.
export function version(name) {
  return `${name} ${JSON.parse(readFileSync(new URL(`../node_modules/${name}/package.json`, import.meta.url))).version}`;
}
