import { Component, h } from "./preact.module.js";
import { Dialog } from "./dialog.js";
import { Webhooks } from "./webhooks.js";

/** The Channel Settings card. */
export class ChannelSettings extends Component {
  state = { open: false };

  render({ channel, close, expired }, { open }) {
    return h(Dialog, { title: "Channel Settings", close },
      h("dl", { class: "facts" },
        h("div", null, h("dt", null, "Name"), h("dd", null, `#${channel.name}`)),
        h("div", null, h("dt", null, "Topic"), h("dd", null, channel.topic || "none")),
        channel.archived && h("div", null, h("dt", null, "Archived"), h("dd", null, "Webhooks of this channel answer 404."))),
      h("section", { class: "expandable" },
        h("h3", null,
          h("button", { "aria-expanded": String(open), "aria-controls": "webhooks", onClick: () => this.setState({ open: !open }) },
            h("span", { class: "chevron", "aria-hidden": "true" }, "›"), "Webhooks")),
        h("div", { id: "webhooks", hidden: !open }, open && h(Webhooks, { channel, expired }))));
  }
}
