// pino with pino-slack-transport: a log line is a message.
import { createRequire } from "node:module";
import { pino } from "pino";
import { BASE, TOKEN, awaited, expectMessages, messages, version } from "./lib/chatalot.mjs";

const { createTransport } = createRequire(import.meta.url)("pino-slack-transport");
console.log(`${version("pino-slack-transport")}; ${version("pino")}`);
const transport = createTransport({ webhookUrl: `${BASE}/api/webhooks/execute/${TOKEN}/slack`, imageUrlKey: "graph" });
const logger = pino({ base: { service: "billing_api" } }, transport);

logger.info("started");
logger.warn({ graph: "https://ci.example/graph.png", disk: { path: "/var/lib/pg_data", free: 3 } }, "Disk is full\nDo <something> & now");
logger.error({ err: { message: "no route to host", stack: "Error: no route to host\n    at pay (pay.js:1:2)" } }, "Payment failed");
await awaited(3);

const posted = "Posted TIME";
const sent = (await messages()).map(([name, content]) => [name, content.replace(/Posted .*/, posted)]);
await expectMessages(
  [
    ["pino-slack-transport", `\`\`\`\nstarted\n\`\`\`\n\n${posted}\n\n🟢\n\n- **service**: billing_api`],
    [
      "pino-slack-transport",
      `\`\`\`\nDisk is full\nDo <something> & now\n\`\`\`\n\n${posted}\n\n🟡\n\n- **service**: billing_api\n- **graph**: https://ci.example/graph.png
- **disk.path**: /var/lib/pg_data\n- **disk.free**: 3\n\n[Image](https://ci.example/graph.png)`,
    ],
    [
      "pino-slack-transport",
      `\`\`\`\nPayment failed\n\`\`\`\n\n${posted}\n\n🔴\n\n- **service**: billing_api\n- **err.type**: Object
- **err.message**: no route to host\n- **err.stack**: Error: no route to host\n  \u00a0\u00a0\u00a0\u00a0at pay (pay.js:1:2)`,
    ],
  ],
  sent,
);
