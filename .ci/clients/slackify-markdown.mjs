// Markdown that slackify-markdown makes mrkdwn of, sent by @slack/webhook: what comes back is the Markdown.
import { IncomingWebhook } from "@slack/webhook";
import slackifyMarkdown from "slackify-markdown";
import { BASE, TOKEN, expectMessages, version } from "./lib/chatalot.mjs";

console.log(version("slackify-markdown"));
const markdown = `# Release *1.2* :tada:

A **bold:** word, an *italic* one, ~~old~~ and \`code *x*\`, in**fix**ed & <b>html</b>.

* item 1
  * nested
* item 2 with [a **bold** link](https://ci.example/7?a=1&b=2)

1. first
2. second
   1. sub
3. third

> quoted **text**
> second line

\`\`\`js
const a = 1 < 2 && "**x**";
\`\`\`

![graph](https://ci.example/g.png) and <https://ci.example/auto> and https://ci.example/bare_with_underscores

- [ ] open
- [x] done
`;
await new IncomingWebhook(`${BASE}/api/webhooks/execute/${TOKEN}/slack`).send(slackifyMarkdown(markdown));
await expectMessages([
  [
    "slackify-markdown",
    `**Release _1.2_ 🎉**

A **bold:** word, an _italic_ one, ~~old~~ and \`code *x*\`, in**fix**ed & \\<b>html\\</b>.

- item 1
  - nested
- item 2 with [a **bold** link](https://ci.example/7?a=1&b=2)

1. first
2. second
   1. sub
3. third

> quoted **text**
> second line

\`\`\`
const a = 1 < 2 && "**x**";
\`\`\`

[graph](https://ci.example/g.png) and <https://ci.example/auto> and <https://ci.example/bare_with_underscores>

- open
- done`,
  ],
]);
