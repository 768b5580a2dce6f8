// Delivers every example of @octokit/webhooks-examples, as JSON and as a form. Each must become exactly the newest message,
// or be ignored with a reason. Each takes a place in its webhook's limit, so four webhooks take turns. TABLE=1 prints
// the result of each.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const { BASE, TOKEN, SESSION, CHANNEL, TABLE } = process.env;
const require = createRequire(import.meta.url);
const main = require.resolve("@octokit/webhooks-examples");
const { version } = JSON.parse(readFileSync(main.replace(/api\.github\.com.*/, "package.json")));
const events = require(main);
const tokens = [TOKEN, await newToken(), await newToken(), await newToken()];
// The promised events: at least one example of each becomes a message.
const promised = `push pull_request pull_request_review pull_request_review_comment issues issue_comment commit_comment create
  delete fork release star watch check_run check_suite workflow_run deployment_status discussion discussion_comment member
  public repository ping`.split(/\s+/);

const failures = [];
const told = new Set();
const sums = { told: 0, ignored: 0 };
let deliveries = 0;

async function newToken() {
  const answer = await fetch(`${BASE}/api/channels/${CHANNEL}/webhooks`, {
    method: "POST",
    headers: { authorization: `Bearer ${SESSION}`, "content-type": "application/json" },
    body: JSON.stringify({ name: "github-samples" }),
  });
  return (await answer.json()).token;
}

async function newest() {
  const answer = await fetch(`${BASE}/api/channels/${CHANNEL}/messages?limit=1`, {
    headers: { authorization: `Bearer ${SESSION}` },
  });
  return (await answer.json())[0];
}

async function deliver(name, payload, form, delivery) {
  const json = JSON.stringify(payload);
  const token = tokens[deliveries++ % tokens.length];
  for (;;) {
    const answer = await fetch(`${BASE}/api/webhooks/execute/${token}/github`, {
      method: "POST",
      headers: {
        "content-type": form ? "application/x-www-form-urlencoded" : "application/json",
        "user-agent": "GitHub-Hookshot/0000000",
        "x-github-event": name,
        "x-github-delivery": delivery,
      },
      body: form ? new URLSearchParams({ payload: json }) : json,
    });
    const body = await answer.text();
    if (answer.status !== 429) return { answer, body };
    await new Promise((later) => setTimeout(later, 1000 * answer.headers.get("retry-after")));
  }
}

async function check(name, payload, number) {
  const what = payload.action ? `${name} ${payload.action}` : name;
  const before = (await newest())?.id;
  const { answer, body } = await deliver(name, payload, number % 2 === 1, `${name}-${number}`);
  const message = await newest();
  const sent = message?.id !== before;
  if (answer.status === 200 && body === "" && sent) {
    told.add(name);
    sums.told++;
    const odd = /\b(null|undefined|somebody)\b|\(without|\(\)|\s\n|  |\bof  |\[\]/.exec(message.content);
    if (odd) failures.push(`${what}: "${odd[0]}" in ${message.content}`);
    if (message.content.split("\n").length > (name === "push" ? 7 : 3)) failures.push(`${what}: ${message.content}`);
    if (TABLE) console.log(`${what}\n    ${message.content.replaceAll("\n", "\n    ")}`);
  } else if (answer.status === 204 && answer.headers.get("x-webhook-ignored") && !sent) {
    sums.ignored++;
    if (TABLE) console.log(`${what}\n    - ${answer.headers.get("x-webhook-ignored")}`);
  } else {
    failures.push(`${what}: ${answer.status} ${body}`);
  }
}

for (const { name, examples } of events) {
  for (const [number, payload] of examples.entries()) await check(name, payload, number);
}
failures.push(...promised.filter((name) => !told.has(name)).map((name) => `no example of ${name} was told`));
console.log(`@octokit/webhooks-examples ${version}`);
console.log(`${events.length} kinds, ${sums.told} examples told, ${sums.ignored} ignored`);
if (failures.length > 0) {
  console.error(failures.join("\n"));
  process.exit(1);
}
