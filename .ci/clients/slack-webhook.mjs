// @slack/webhook, Slack's own client. It takes any 200 for success, and the text as the result.
import { createRequire } from "node:module";
import { IncomingWebhook } from "@slack/webhook";

const { BASE, TOKEN, WEBHOOK_ID, SESSION, CHANNEL } = process.env;
const require = createRequire(import.meta.url);
console.log("@slack/webhook", require("@slack/webhook/package.json").version);

function expect(what, wanted, got) {
  if (JSON.stringify(got) !== JSON.stringify(wanted)) {
    console.log(`${what}: expected ${JSON.stringify(wanted)} but got ${JSON.stringify(got)}`);
    process.exit(1);
  }
}

const webhook = new IncomingWebhook(`${BASE}/api/webhooks/execute/${TOKEN}/slack`, { username: "Deploys" });
expect("a text", { text: "ok" }, await webhook.send("*Done*: <https://ci.example/7|build 7> &amp; more"));
await webhook.send({
  text: "for the notification",
  blocks: [
    { type: "header", text: { type: "plain_text", text: "Release 1.2" } },
    { type: "section", text: { type: "mrkdwn", text: "~old~ _new_" } },
  ],
});
await webhook.send({ attachments: [{ title: "Tests", title_link: "https://ci.example/8", fields: [{ title: "Failed", value: "3" }] }] });

let refused;
try {
  await webhook.send({ text: "" });
} catch (e) {
  refused = [e.code, e.message];
}
expect("a text that is empty", ["slack_webhook_http_error", "An HTTP protocol error occurred: statusCode = 400"], refused);

const answer = await fetch(`${BASE}/api/channels/${CHANNEL}/messages`, { headers: { Authorization: `Bearer ${SESSION}` } });
const sent = (await answer.json()).reverse().filter((message) => message.webhook_id === WEBHOOK_ID);
expect("the messages", [
  ["Deploys", "**Done**: [build 7](https://ci.example/7) & more"],
  ["Deploys", "### Release 1.2\n\n~~old~~ _new_"],
  ["Deploys", "**[Tests](https://ci.example/8)**\n\n- **Failed**: 3"],
], sent.map((message) => [message.username, message.content]));
