// @slack/webhook, Slack's own client. It takes any 200 for success, and the text as the result.
import { IncomingWebhook } from "@slack/webhook";
import { BASE, TOKEN, expect, expectMessages, thrown, version } from "./lib/chatalot.mjs";

console.log(version("@slack/webhook"));
const webhook = new IncomingWebhook(`${BASE}/api/webhooks/execute/${TOKEN}/slack`, { username: "Deploys" });
expect("a text", { text: "ok" }, await webhook.send("*Done* :white_check_mark:: <https://ci.example/7|*build 7*> &amp; more"));
await webhook.send({
  text: "for the notification",
  blocks: [
    { type: "header", text: { type: "plain_text", text: "Release 1.2" } },
    { type: "section", text: { type: "mrkdwn", text: "~old~ _new_" } },
    {
      type: "table",
      rows: [
        [{ type: "raw_text", text: "Suite" }, { type: "raw_text", text: "Took" }],
        [{ type: "raw_text", text: "unit" }, { type: "raw_text", text: "3 s" }],
      ],
    },
  ],
});
await webhook.send({
  attachments: [{ color: "danger", title: "Tests", title_link: "https://ci.example/8", fields: [{ title: "Failed", value: "3" }] }],
});

const refused = await thrown("a text that is empty", () => webhook.send({ text: "" }));
expect("the error", ["slack_webhook_http_error", "An HTTP protocol error occurred: statusCode = 400"], [refused.code, refused.message]);

await expectMessages([
  ["Deploys", "**Done** ✅: [**build 7**](https://ci.example/7) & more"],
  ["Deploys", "### Release 1.2\n\n~~old~~ _new_\n\n| Suite | Took |\n| --- | --- |\n| unit | 3 s |"],
  ["Deploys", "🔴 **[Tests](https://ci.example/8)**\n\n- **Failed**: 3"],
]);
