// Delivers every example of @octokit/webhooks-examples, as JSON and as a form. Each must become a message of its own, or be
// ignored with a reason. Each takes a place in its webhook's limit, so six webhooks take turns. TABLE=1 prints the result of
// each.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { BASE, CHANNEL, SESSION, TOKEN, WEBHOOK_ID, expect, messages } from "./lib/chatalot.mjs";

const require = createRequire(import.meta.url);
const main = require.resolve("@octokit/webhooks-examples");
const { version } = JSON.parse(readFileSync(main.replace(/api\.github\.com.*/, "package.json")));
const events = require(main);
// The promised events: at least one example of each becomes a message.
const promised = `push pull_request pull_request_review pull_request_review_comment issues issue_comment commit_comment create
  delete fork release star watch check_run check_suite workflow_run deployment_status discussion discussion_comment member
  public repository ping`.split(/\s+/);
const REPOSITORY = "https://github.com/Codertocat/Hello-World";
const USER = "[Codertocat](https://github.com/Codertocat)";
const PLACE = `**[Codertocat/Hello-World](${REPOSITORY})**:`;
const COMMIT = `at [\`ec26c3e\`](${REPOSITORY}/commit/ec26c3e57ca3a959ca5aad62de7213c562f8c821)`;
const PULL_REQUEST = `[#2 Update the README with new information.](${REPOSITORY}/pull/2)`;
const ISSUE = `[#1 Spelling error in the README file](${REPOSITORY}/issues/1)`;
// These are among the messages, each at least once.
const exact = [
  `${PLACE} ${USER} opened pull request ${PULL_REQUEST} (\`changes\` → \`master\`)`,
  `${PLACE} ${USER} closed pull request ${PULL_REQUEST} without merging it`,
  `${PLACE} ${USER} opened issue ${ISSUE}`,
  `${PLACE} ${USER} [commented](${REPOSITORY}/issues/1#issuecomment-492700400) on issue ${ISSUE}
> You are totally right! I'll get this fixed right away.`,
  `${PLACE} ${USER} created tag [\`simple-tag\`](${REPOSITORY}/tree/simple-tag)`,
  `${PLACE} ${USER} published release [0.0.1](${REPOSITORY}/releases/tag/0.0.1)`,
  `${PLACE} ${USER} starred the repository, which has 1 star now`,
  `${PLACE} check [Octocoders-linter](${REPOSITORY}/runs/128620228) **succeeded** on [\`changes\`](${REPOSITORY}/tree/changes) ${COMMIT} – ${USER}`,
  `${PLACE} deployment of \`master\` to production **succeeded** – ${USER}`,
];

async function newWebhook() {
  const answer = await fetch(`${BASE}/api/channels/${CHANNEL}/webhooks`, {
    method: "POST",
    headers: { authorization: `Bearer ${SESSION}`, "content-type": "application/json" },
    body: JSON.stringify({ name: "github-samples" }),
  });
  return answer.json();
}

async function deliver(token, name, payload, form, delivery) {
  const json = JSON.stringify(payload);
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

const failures = [];
const webhooks = [{ id: WEBHOOK_ID, token: TOKEN }, ...(await Promise.all(Array.from({ length: 5 }, newWebhook)))];
// The deliveries of each webhook that became messages, in order, with their text at the end.
const told = webhooks.map(() => []);
let deliveries = 0;
let ignored = 0;
for (const { name, examples } of events) {
  for (const [number, payload] of examples.entries()) {
    const what = payload.action ? `${name} ${payload.action}` : name;
    const turn = deliveries++ % webhooks.length;
    const { answer, body } = await deliver(webhooks[turn].token, name, payload, number % 2 === 1, `${name}-${number}`);
    const reason = answer.headers.get("x-webhook-ignored");
    if (answer.status === 200 && body === "") {
      told[turn].push({ name, what });
    } else if (answer.status === 204 && reason) {
      ignored++;
      if (process.env.TABLE) console.log(`${what}\n    - ${reason}`);
    } else {
      failures.push(`${what}: ${answer.status} ${body}`);
    }
  }
}

for (const [turn, webhook] of webhooks.entries()) {
  const stored = await messages(webhook.id);
  expect("the number of messages", told[turn].length, stored.length);
  for (const [number, one] of told[turn].entries()) {
    const { name, what } = one;
    const content = (one.content = stored[number][1]);
    const odd = /\b(null|undefined|somebody)\b|\(without|\(\)|\s\n|  |\bof  |\[\]/.exec(content);
    if (odd) failures.push(`${what}: "${odd[0]}" in ${content}`);
    if (content.split("\n").length > (name === "push" ? 7 : 3)) failures.push(`${what}: ${content}`);
    if (process.env.TABLE) console.log(`${what}\n    ${content.replaceAll("\n", "\n    ")}`);
  }
}
const all = told.flat();
failures.push(...promised.filter((name) => !all.some((one) => one.name === name)).map((name) => `no example of ${name} was told`));
failures.push(...exact.filter((content) => !all.some((one) => one.content === content)).map((content) => `not told: ${content}`));
console.log(`@octokit/webhooks-examples ${version}`);
console.log(`${events.length} kinds, ${all.length} examples told, ${ignored} ignored`);
if (failures.length > 0) {
  console.error(failures.join("\n"));
  process.exit(1);
}
