// Block Kit made by jsx-slack, sent by @slack/webhook.
import { IncomingWebhook } from "@slack/webhook";
import { jsxslack } from "jsx-slack";
import { BASE, TOKEN, expectMessages, version } from "./lib/chatalot.mjs";

console.log(version("jsx-slack"));
const blocks = jsxslack`
  <Blocks>
    <Header>Release 1.2 :tada:</Header>
    <Section>
      <p>
        Hello, <b>world</b>! <i>soft</i> <del>old</del> <code>a*b*c :tada:</code> & <a href="https://ci.example/7?a=1&b=2">build <b>7</b></a>
      </p>
      <blockquote>All green.<br />Really.</blockquote>
      <ol start="2">
        <li>drain<ul><li>node a</li><li>node b<ul><li>deep</li></ul></li></ul></li>
        <li>restart</li>
      </ol>
      <ul><li>one<ol><li>first</li><li>second</li></ol></li><li>two</li></ul>
      <pre>success${"\n"}  indented</pre>
      <a href="@here" /> <time dateTime="1552212000">{date_num} at {time}</time>
      <Field><b>Branch</b><br />main</Field>
      <Field>snake_case_name and 2 * 3 * 4</Field>
      <Button actionId="go" url="https://ci.example/go">Go</Button>
    </Section>
    <Divider />
    <Context>by <i>ci</i> — 5 &lt; 6</Context>
    <Image src="https://ci.example/graph.png" alt="Latency" title="Latency of today" />
  </Blocks>`;
await new IncomingWebhook(`${BASE}/api/webhooks/execute/${TOKEN}/slack`).send({ text: "Release 1.2", blocks });
await expectMessages([
  [
    "jsx-slack",
    `### Release 1.2 🎉

Hello, **world**! _soft_ ~~old~~ \`a*b*c :tada:\` & [build **7**](https://ci.example/7?a=1&b=2)

> All green.
> Really.
> 

2. drain
   - node a
   - node b
     - deep
3. restart

- one
  1. first
  2. second
- two

\`\`\`
success
  indented
\`\`\`
@here 2019-03-10 at 10:00 AM

- **Branch**: main
- snake_case_name and 2 * 3 * 4

[Go](https://ci.example/go)

---

by _ci_ — 5 < 6

[Latency of today](https://ci.example/graph.png)`,
  ],
]);
