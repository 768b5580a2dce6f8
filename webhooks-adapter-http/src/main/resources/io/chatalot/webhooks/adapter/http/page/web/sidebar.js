import { Component, createRef, h } from "./preact.module.js";
import { managesWebhooks } from "./roles.js";
import { besideChatalot } from "./session.js";

/** The communities and their channels. The icon or a right click opens a channel's settings. */
export class Sidebar extends Component {
  closer = createRef();

  /** As a drawer, takes the focus when opened and returns it when closed. */
  componentDidUpdate(before) {
    if (this.props.open && !before.open) {
      this.opener = document.activeElement;
      this.closer.current.focus();
    } else if (!this.props.open && before.open) {
      this.opener?.focus();
    }
  }

  /** Focuses the channel's icon first, so that closing the card returns the focus there. */
  openSettings(event, channel) {
    event.preventDefault();
    event.currentTarget.closest("li").querySelector("button").focus();
    this.props.openSettings(channel);
  }

  keys = (event) => {
    if (event.key === "Escape" && this.props.open) {
      this.props.close();
    }
  };

  render({ user, communities, open, close, signOut }) {
    return h("nav", { class: open ? "sidebar open" : "sidebar", "aria-label": "Channels", onKeyDown: this.keys },
      h("div", { class: "brand" },
        h("span", null, "Chatalot"),
        h("button", { class: "icon only-narrow", "aria-label": "Close channels", ref: this.closer, onClick: close }, "✕")),
      communities.map((community) => h("section", { key: community.id },
        h("h2", null, community.name),
        community.channels.length
          ? h("ul", null, community.channels.map((channel) => this.channel(channel)))
          : h("p", { class: "empty" }, "No channels yet."))),
      h("div", { class: "me" },
        h("span", { class: "me-name" }, user.display_name),
        besideChatalot
          ? h("a", { class: "button quiet", href: "/" }, "Back to Chatalot")
          : h("button", { class: "quiet", onClick: signOut }, "Sign out")));
  }

  channel(channel) {
    const manages = managesWebhooks(channel);
    const current = channel.id === this.props.current;
    return h("li", { key: channel.id, class: current ? "current" : "", onContextMenu: manages && ((event) => this.openSettings(event, channel)) },
      h("a", { href: `#/channels/${channel.id}`, "aria-current": current ? "page" : undefined, onClick: this.props.close },
        h("span", { class: "hash", "aria-hidden": "true" }, "#"), channel.name,
        channel.archived && h("span", { class: "tag" }, "archived")),
      manages && h("button", { class: "icon", "aria-label": `Settings of ${channel.name}`, title: "Channel settings", onClick: (event) => this.openSettings(event, channel) }, h(Gear)));
  }
}

function Gear() {
  return h("svg", { viewBox: "0 0 24 24", width: 16, height: 16, "aria-hidden": "true" },
    h("path", { fill: "none", stroke: "currentColor", "stroke-width": 2, "stroke-linecap": "round", d: "M4 7h9m5 0h2M4 17h2m5 0h9M13 4.5v5M8.5 14.5v5" }));
}
