import { Component, createRef, h } from "./preact.module.js";
import { Avatar } from "./avatar.js";

const FOLD_CHARACTERS = 1_200;
const FOLD_LINES = 18;

const TIME = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });
const FULL = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "medium" });
const DAY = new Intl.DateTimeFormat(undefined, { dateStyle: "full" });

/** One message. Its badge shows that a webhook sent it, not a person. */
export class Message extends Component {
  state = { open: false };
  content = createRef();

  shouldComponentUpdate({ message }, { open }) {
    return message !== this.props.message || open !== this.state.open;
  }

  componentDidMount() {
    this.prepare();
  }

  componentDidUpdate() {
    this.prepare();
  }

  /** Opens links in new tabs, makes wide blocks scrollable by keyboard, and sets each block's text direction. */
  prepare() {
    this.content.current.querySelectorAll("a").forEach((link) => (link.target = "_blank"));
    this.content.current.querySelectorAll("pre").forEach((code) => (code.tabIndex = 0));
    this.content.current.querySelectorAll("table:not(.wide > table)").forEach(frame);
    [...this.content.current.children].forEach((block) => (block.dir = block.matches("pre") ? "ltr" : "auto"));
  }

  /** Unfolds the message when the focus enters its hidden part. */
  unfold = () => this.setState({ open: true });

  render({ message }, { open }) {
    const long = message.content.length > FOLD_CHARACTERS || message.content.split("\n").length > FOLD_LINES;
    const created = new Date(message.created_at);
    return h("article", { class: "message", "data-id": message.id },
      h(Avatar, { url: message.avatar_url, name: message.username }),
      h("div", { class: "said" },
        h("p", { class: "who" },
          h("bdi", { class: "name" }, message.username),
          h("span", { class: "badge" }, "Webhook"),
          h("time", { datetime: message.created_at, title: FULL.format(created) }, TIME.format(created)),
          message.edited_at && h("span", { class: "edited", title: FULL.format(new Date(message.edited_at)) }, "(edited)")),
        h("div", { class: long && !open ? "content folded" : "content", ref: this.content, onFocusCapture: this.unfold, dangerouslySetInnerHTML: { __html: message.content_html } }),
        long && h("button", { class: "quiet", "aria-expanded": String(open), onClick: () => this.setState({ open: !open }) }, open ? "Show less" : "Show more")));
  }
}

/** Wraps a table in a scrolling frame; a table that scrolls itself loses its role for screen readers. */
function frame(table) {
  const wide = document.createElement("div");
  wide.className = "wide";
  wide.tabIndex = 0;
  wide.setAttribute("role", "group");
  wide.setAttribute("aria-label", "Table");
  table.replaceWith(wide);
  wide.append(table);
}

/** The day of a message, in the reader's time zone. */
export function dayOf(message) {
  return new Date(message.created_at).toDateString();
}

export function formatDay(message) {
  return DAY.format(new Date(message.created_at));
}
