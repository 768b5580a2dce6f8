import { Component, createRef, h } from "./preact.module.js";
import { post } from "./api.js";
import { CHATALOT, ToolChoice } from "./tools.js";

const COPIED_FOR = 3_000;

/** The secret URL of a new or rotated webhook. The page keeps it nowhere else. */
export class IssuedUrl extends Component {
  state = { copied: null, test: null, tool: CHATALOT };
  box = createRef();

  componentDidMount() {
    this.box.current.focus();
  }

  componentWillUnmount() {
    clearTimeout(this.timer);
  }

  copy = async (what, text) => {
    clearTimeout(this.timer);
    if (!(await copyText(text, this.box.current))) {
      this.setState({ copied: null, test: "The browser blocked copying. Select the URL and copy it by hand." });
      return;
    }
    this.setState({ copied: what });
    this.timer = setTimeout(() => this.setState({ copied: null }), COPIED_FOR);
  };

  choose = (tool) => {
    clearTimeout(this.timer);
    this.setState({ tool, copied: null, test: null });
  };

  sendTest = async () => {
    if (this.sending) {
      return;
    }
    this.sending = true;
    this.setState({ test: "Sending…" });
    try {
      await post(`api/webhooks/execute/${this.props.issued.token}?wait=true`, { content: `Hello from **${this.props.issued.name}**!` });
      this.setState({ test: "Sent: the message is in the channel." });
      this.props.sent();
    } catch (refusal) {
      this.setState({ test: refusal.message });
    }
    this.sending = false;
  };

  render({ issued, done }, { copied, test, tool }) {
    const address = tool.address(issued);
    const curl = exampleOf(issued.url);
    return h("section", { class: "issued", tabindex: -1, ref: this.box, "aria-label": `URL of ${issued.name}` },
      h("p", { class: "warning" },
        h("strong", null, "Copy the URL now. "), "It will not be shown again. Anyone who has this URL can post to this channel."),
      h(ToolChoice, { chosen: tool, choose: this.choose }),
      h("code", { class: "url" }, address),
      h("p", { class: "hint", "aria-live": "polite" }, tool.hint),
      h("div", { class: "buttons" },
        h("button", { class: "primary", onClick: () => this.copy("url", address) }, copied === "url" ? "Copied!" : "Click to copy URL"),
        h("button", { onClick: this.sendTest }, "Send test"),
        h("button", { class: "quiet", onClick: done }, "Done")),
      h("p", { class: "note", role: "status" }, copied ? "Copied!" : test ?? ""),
      tool === CHATALOT && h("details", null,
        h("summary", null, "Example"),
        h("pre", { tabindex: 0 }, h("code", null, curl)),
        h("button", { onClick: () => this.copy("curl", curl) }, copied === "curl" ? "Copied!" : "Copy example")));
  }
}

function exampleOf(url) {
  return `curl -X POST \\\n  ${url} \\\n  -H "Content-Type: application/json" \\\n  -d '{"content": "Hello from a webhook!"}'`;
}

/** Copies by the clipboard API, which needs HTTPS or localhost, otherwise by execCommand from inside the open card. Resolves to whether it worked. */
async function copyText(text, within) {
  if (navigator.clipboard && window.isSecureContext) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      // Not allowed; try execCommand.
    }
  }
  const focused = document.activeElement;
  const field = document.createElement("textarea");
  field.value = text;
  within.append(field);
  field.select();
  const copied = document.execCommand("copy");
  field.remove();
  focused?.focus();
  return copied;
}
