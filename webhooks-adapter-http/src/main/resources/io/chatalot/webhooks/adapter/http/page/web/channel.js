import { h } from "./preact.module.js";

/** The head of a channel's view. */
export function ChannelHeader({ channel, openDrawer }) {
  return h("header", null,
    h("button", { class: "icon only-narrow", "aria-label": "Show channels", onClick: openDrawer }, "☰"),
    h("h1", null, h("span", { class: "hash", "aria-hidden": "true" }, "#"), channel.name),
    channel.topic && h("p", { class: "topic" }, channel.topic),
    channel.archived && h("span", { class: "tag" }, "archived"));
}

/** A channel whose webhooks the user manages without being its member. */
export function UnreadChannel({ channel, behind, openDrawer, openSettings }) {
  return h("main", { class: "channel", inert: behind },
    h(ChannelHeader, { channel, openDrawer }),
    h("div", { class: "notice" },
      h("p", null, "Only members of this channel read its messages. You manage its webhooks."),
      h("button", { onClick: openSettings }, "Channel settings")));
}
