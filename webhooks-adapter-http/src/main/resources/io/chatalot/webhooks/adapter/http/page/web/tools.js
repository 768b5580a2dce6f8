import { h } from "./preact.module.js";

const EXECUTE = "/api/webhooks/execute/";

/** The addresses of one webhook, by the tools that know them, and where they are pasted. */
const TOOLS = [
  {
    name: "Chatalot", address: ({ url }) => url,
    hint: "For software of your own: POST JSON with a content to it.",
  },
  {
    name: "Slack", address: ({ url }) => `${url}/slack`,
    hint: "Paste it where a tool asks for the URL of Slack’s incoming webhook.",
  },
  {
    name: "Mattermost", address: (issued) => `${root(issued)}/hooks/${issued.token}`,
    hint: "Paste it where a tool asks for the URL of Mattermost’s incoming webhook.",
  },
  {
    name: "Discord", address: (issued) => `${root(issued)}/api/webhooks/${issued.id}/${issued.token}`,
    hint: "Paste it where a tool asks for a Discord webhook.",
  },
  {
    name: "GitHub", address: ({ url }) => `${url}/github`,
    hint: "Paste it as the payload URL in a repository’s settings, under Webhooks; Gitea and Forgejo call it target URL.",
  },
  {
    name: "Alertmanager", address: ({ url }) => `${url}/alertmanager`,
    hint: "Paste it as url under webhook_configs of a receiver; in Grafana, as the URL of a webhook contact point.",
  },
];

export const CHATALOT = TOOLS[0];

/** Chooses the tool that the address is for. */
export function ToolChoice({ chosen, choose }) {
  return h("fieldset", { class: "tools" },
    h("legend", null, "Address for"),
    TOOLS.map((tool) => h("label", { key: tool.name },
      h("input", { type: "radio", name: "tool", value: tool.name, checked: tool === chosen, onChange: () => choose(tool) }),
      tool.name)));
}

/** What comes before a webhook's path, wherever the server is. */
function root({ url, token }) {
  return url.slice(0, -(EXECUTE.length + token.length));
}
