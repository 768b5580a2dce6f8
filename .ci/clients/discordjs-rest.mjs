// @discordjs/rest with @discordjs/core: more calls at once than the limit allows, which all arrive in the end, since the
// client waits for the reset. And a single 429 with its retry.
import { API } from "@discordjs/core";
import { REST } from "@discordjs/rest";
import { BASE, TOKEN, WEBHOOK_ID, expect, messages, version } from "./lib/chatalot.mjs";

const rest = new REST({ api: `${BASE}/api`, version: "10" });
const api = new API(rest);
const webhook = await api.webhooks.get(WEBHOOK_ID, { token: TOKEN });
expect("the webhook", [WEBHOOK_ID, 1, undefined], [webhook.id, webhook.type, webhook.token]);

// A call that counts like any other shows the limit.
const look = await fetch(`${BASE}/api/v10/webhooks/${WEBHOOK_ID}/${TOKEN}`);
const burst = Number(look.headers.get("X-RateLimit-Limit"));
expect("that there is a limit", true, burst > 0);

// Another client uses the limit up. This client cannot know, so its next call is a 429.
async function useUp() {
  let answers = [];
  do {
    answers = await Promise.all(
      Array.from({ length: burst }, () => fetch(`${BASE}/api/v10/webhooks/${WEBHOOK_ID}/${TOKEN}/messages/0`)),
    );
  } while (!answers.some((answer) => answer.status === 429));
}

const statuses = [];
rest.on("response", (request, response) => {
  statuses.push(response.status);
  if (response.status === 429) {
    const after = response.headers.get("Retry-After");
    expect("the wait", after, response.headers.get("X-RateLimit-Reset-After"));
    expect("what remains", "0", response.headers.get("X-RateLimit-Remaining"));
  }
});
const tries = [];
do {
  // A place may have become free meanwhile, and then there is no 429.
  tries.push(`try ${tries.length}`);
  await useUp();
  const sent = await api.webhooks.execute(WEBHOOK_ID, TOKEN, { content: tries.at(-1), wait: true });
  expect("the message", tries.at(-1), sent.content);
} while (!statuses.includes(429) && tries.length < 20);
expect("that there was a 429", true, statuses.includes(429));
expect("the last status", 200, statuses.at(-1));

const numbers = Array.from({ length: 5 }, (_, number) => `number ${number}`);
await Promise.all(numbers.map((content) => api.webhooks.execute(WEBHOOK_ID, TOKEN, { content })));
const stored = (await messages()).map(([, content]) => content);
expect("the stored messages, each once", [...tries, ...numbers].sort(), stored.sort());
console.log(`${version("@discordjs/rest")}; ${version("@discordjs/core")}; answers of 429: ${statuses.filter((status) => status === 429).length}`);
