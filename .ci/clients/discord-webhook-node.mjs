// discord-webhook-node, which takes only 204 for success.
import { createRequire } from "node:module";
import { BASE, TOKEN, WEBHOOK_ID, expect, messages, thrown, version } from "./lib/chatalot.mjs";

const { MessageBuilder, Webhook } = createRequire(import.meta.url)("discord-webhook-node");

const webhook = new Webhook(`${BASE}/api/webhooks/${WEBHOOK_ID}/${TOKEN}`);
webhook.setUsername("Bot");
await webhook.send("plain");
await webhook.send(new MessageBuilder().setTitle("A title").setURL("https://a.example").addField("Who", "all", true).setText("And"));
await webhook.warning("Disk", "Free", "3 GB", false);
expect(
  "the stored messages",
  [
    ["Bot", "plain"],
    ["Bot", "And\n\n**[A title](https://a.example)**\n\n- **Who:** all"],
    ["Bot", "🟡 **Disk**\n\n- **Free:** 3 GB\n\n(now)"],
  ],
  (await messages()).map(([name, text]) => [name, text.replace(/[-0-9]+ [0-9:]+ UTC$/, "(now)")]),
);
const refused = await thrown("an empty message", () => webhook.send(""));
expect("the error", true, refused.message.includes("50006"));
console.log(version("discord-webhook-node"));
