import { Component, createRef, h } from "./preact.module.js";

/** The head of a channel's view. */
export function ChannelHeader({ channel, openDrawer }) {
  return h("header", null,
    h("button", { class: "icon only-narrow", "aria-label": "Show channels", onClick: openDrawer }, "☰"),
    h("h1", null, h("span", { class: "hash", "aria-hidden": "true" }, "#"), channel.name),
    channel.topic && h("p", { class: "topic" }, channel.topic),
    channel.archived && h("span", { class: "tag" }, "archived"));
}

/** A channel whose webhooks the user manages without being its member. */
export class UnreadChannel extends Component {
  main = createRef();

  componentDidMount() {
    takeLostFocus(this.main.current, this.props.behind);
  }

  render({ channel, behind, openDrawer, openSettings }) {
    return h("main", { class: "channel", inert: behind, tabindex: -1, ref: this.main },
      h(ChannelHeader, { channel, openDrawer }),
      h("div", { class: "notice" },
        h("p", null, "Only members of this channel read its messages. You manage its webhooks."),
        h("button", { onClick: openSettings }, "Channel settings")));
  }
}

/** Gives a new view the focus if the element that had it is gone. */
export function takeLostFocus(main, behind) {
  if (!behind && [null, document.body].includes(document.activeElement)) {
    main.focus({ preventScroll: true });
  }
}
