// discord.js: send, wait, fetch, edit, delete, and its form of an error.
import { EmbedBuilder, WebhookClient, time } from "discord.js";
import { BASE, CHANNEL, TOKEN, WEBHOOK_ID, expect, messages, thrown, version } from "./lib/chatalot.mjs";

const webhook = new WebhookClient({ id: WEBHOOK_ID, token: TOKEN }, { rest: { api: `${BASE}/api`, version: "10" } });

const embed = new EmbedBuilder()
  .setTitle("Build #142")
  .setURL("https://ci.example/142")
  .setDescription("All **green**")
  .addFields({ name: "Branch", value: "main", inline: true }, { name: "Took", value: "3 min", inline: true })
  .setFooter({ text: "CI" });
const sent = await webhook.send({ content: `Done ${time(0)}`, username: "Bot", embeds: [embed] });
const content = "Done 1970-01-01 00:00 UTC\n\n**[Build #142](https://ci.example/142)**\n\nAll **green**\n\n- **Branch:** main\n- **Took:** 3 min\n\nCI";
expect("the content sent", content, sent.content);
expect("its channel", CHANNEL, sent.channel_id);
expect("its author", ["Bot", true], [sent.author.username, sent.author.bot]);
expect("the stored messages", [["Bot", content]], await messages());

expect("the content fetched", content, (await webhook.fetchMessage(sent.id)).content);
const edited = await webhook.editMessage(sent.id, { content: "edited", embeds: [] });
expect("the content edited", "edited", edited.content);
expect("that it was edited", true, Date.parse(edited.edited_timestamp) >= Date.parse(edited.timestamp));
expect("the stored messages after the edit", [["Bot", "edited"]], await messages());

const empty = await thrown("an empty message", () => webhook.send({ content: "" }));
expect("the error", [50006, 400], [empty.code, empty.status]);
const file = await thrown("a file", () => webhook.send({ files: [{ attachment: Buffer.from("x"), name: "a.txt" }] }));
expect("the error of a file", [50035, 400], [file.code, file.status]);

await webhook.deleteMessage(sent.id);
expect("the messages left", [], await messages());
const gone = await thrown("a deleted message", () => webhook.fetchMessage(sent.id));
expect("the error of a deleted message", [10008, 404], [gone.code, gone.status]);
const unknown = new WebhookClient({ id: WEBHOOK_ID, token: "x".repeat(64) }, { rest: { api: `${BASE}/api`, version: "10" } });
expect("the error of an unknown webhook", 10015, (await thrown("an unknown webhook", () => unknown.send("x"))).code);
await webhook.send("last");
expect("the stored messages in the end", ["last"], (await messages()).map(([, text]) => text));
console.log(version("discord.js"));
