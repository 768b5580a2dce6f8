// semantic-release-slack-bot: a release with its notes, and one that failed. It takes only ok for success.
import { createRequire } from "node:module";
import { BASE, TOKEN, expect, expectMessages, thrown, version } from "./lib/chatalot.mjs";

const bot = createRequire(import.meta.url)("semantic-release-slack-bot");
console.log(version("semantic-release-slack-bot"));
const repository = "https://github.com/acme/shop_api";
const slackWebhook = `${BASE}/api/webhooks/execute/${TOKEN}/slack`;
const config = { slackWebhook, notifyOnSuccess: true, notifyOnFail: true, markdownReleaseNotes: true, slackName: "Releases", slackIcon: "tada" };
const notes = `# [1.2.0](${repository}/compare/v1.1.0...v1.2.0) (2026-11-27)

### Bug Fixes

* **cart:** keep \`null\` & <b> ([ab12cd3](${repository}/commit/ab12cd3)), closes [#7](${repository}/issues/7)
* rename snake_case_name

### BREAKING CHANGES

* **api:** \`/v1\` is gone :boom:
`;
const context = {
  logger: { log() {}, error() {} },
  env: { npm_package_name: "@acme/shop_api" },
  branch: { name: "main" },
  options: { repositoryUrl: "git@github.com:acme/shop_api.git" },
  nextRelease: { version: "1.2.0", gitTag: "v1.2.0", notes },
};
const failure = (message) => Object.assign(new Error(message), { stack: `Error: ${message}\n    at publish (npm.js:1:2)` });

await bot.verifyConditions(config, context);
await bot.success(config, context);
await bot.fail(config, { ...context, errors: [failure("ENOTOKEN No npm token"), failure('E403 "forbidden" <b>')] });
const unknown = { ...config, slackWebhook: slackWebhook.replace(TOKEN, "a".repeat(64)) };
const refused = await thrown("an unknown token", () => bot.success(unknown, context));
expect("the error", ["INVALID SLACK COMMAND", "no_service"], [refused.code, refused.message]);

await expectMessages([
  [
    "Releases",
    `A new version of \`@acme/shop_api\` has been released!
Current version is **1.2.0**

**[1.2.0](${repository}/compare/v1.1.0...v1.2.0) (2026-11-27)**

**Bug Fixes**

- **cart:** keep \`null\` & \\<b> ([ab12cd3](${repository}/commit/ab12cd3)), closes [#7](${repository}/issues/7)
- rename snake_case_name

**BREAKING CHANGES**

- **api:** \`/v1\` is gone 💥

📦 **[acme/shop_api](${repository}):**   [v1.2.0](${repository}/releases/tag/v1.2.0)`,
  ],
  [
    "Releases",
    `Errors occurred while trying to publish the new version of \`@acme/shop_api\`!

**[acme/shop_api](${repository})**

⛔  **Exceptions**

\`\`\`
Error: ENOTOKEN No npm token
    at publish (npm.js:1:2)
\`\`\`

\`\`\`
Error: E403 "forbidden" <b>
    at publish (npm.js:1:2)
\`\`\``,
  ],
]);
