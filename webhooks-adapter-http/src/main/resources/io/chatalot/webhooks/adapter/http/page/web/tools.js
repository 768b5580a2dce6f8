import { h } from "./preact.module.js";

const EXECUTE = "/api/webhooks/execute/";

/** A webhook's URL in each tool's form, with a hint where to paste it. */
const TOOLS = [
  {
    name: "Chatalot", address: ({ url }) => url,
    hint: "For your own software: POST JSON with a content field to this URL.",
  },
  {
    name: "Slack", address: ({ url }) => `${url}/slack`,
    hint: "Paste this URL where a tool asks for a Slack incoming webhook.",
  },
  {
    name: "Mattermost", address: (issued) => `${root(issued)}/hooks/${issued.token}`,
    hint: "Paste this URL where a tool asks for a Mattermost incoming webhook.",
  },
  {
    name: "Rocket.Chat", address: (issued) => `${root(issued)}/hooks/${issued.id}/${issued.token}`,
    hint: "Paste this URL where a tool asks for a Rocket.Chat incoming webhook.",
  },
  {
    name: "Discord", address: (issued) => `${root(issued)}/api/webhooks/${issued.id}/${issued.token}`,
    hint: "Paste this URL where a tool asks for a Discord webhook.",
  },
  {
    name: "GitHub", address: ({ url }) => `${url}/github`,
    hint: "Paste this URL as the payload URL in a repository’s settings, under Webhooks. Gitea and Forgejo call the field target URL.",
  },
  {
    name: "Alertmanager", address: ({ url }) => `${url}/alertmanager`,
    hint: "Paste this URL as url under webhook_configs of a receiver, or in Grafana as the URL of a webhook contact point.",
  },
  {
    name: "Any JSON", address: ({ url }) => `${url}/json`,
    hint: "Paste this URL into a tool that sends JSON of its own. A template of the webhook makes messages of it.",
  },
];

export const CHATALOT = TOOLS[0];

/** Radio buttons to choose the tool. */
export function ToolChoice({ chosen, choose }) {
  return h("fieldset", { class: "tools" },
    h("legend", null, "Address for"),
    TOOLS.map((tool) => h("label", { key: tool.name },
      h("input", { type: "radio", name: "tool", value: tool.name, checked: tool === chosen, onChange: () => choose(tool) }),
      tool.name)));
}

/** The server's base URL: a webhook's URL without its path. */
function root({ url, token }) {
  return url.slice(0, -(EXECUTE.length + token.length));
}
