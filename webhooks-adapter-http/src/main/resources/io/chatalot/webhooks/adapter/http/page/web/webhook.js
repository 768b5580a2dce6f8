import { Component, createRef, h } from "./preact.module.js";
import { del, patch, post } from "./api.js";
import { Avatar } from "./avatar.js";
import { Confirm } from "./dialog.js";

const USED = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });

/** One webhook with its switch and its actions: edit, rotate, delete. */
export class WebhookRow extends Component {
  state = { editing: false, asking: null, busy: false, error: null };
  editButton = createRef();
  nameField = createRef();

  /** Saves one change at a time. The button is not disabled meanwhile, because it would lose the focus. */
  change = async (fields) => {
    if (this.state.busy) {
      return false;
    }
    this.setState({ busy: true, error: null });
    try {
      this.props.replace(await patch(`api/webhooks/${this.props.webhook.id}`, fields));
      this.setState({ busy: false });
      return true;
    } catch (refusal) {
      if (refusal.status === 401) {
        this.props.expired();
      } else {
        this.setState({ busy: false, error: refusal.message });
      }
      return false;
    }
  };

  save = async (event) => {
    event.preventDefault();
    const form = event.currentTarget;
    if (await this.change({ name: form.name.value, avatar_url: form.avatar.value.trim() || null })) {
      this.stopEditing();
    }
  };

  startEditing = () => this.setState({ editing: true }, () => {
    this.nameField.current?.select();
    this.nameField.current?.form.scrollIntoView({ block: "nearest" });
  });

  stopEditing = () => this.setState({ editing: false, error: null }, () => this.editButton.current?.focus());

  rotate = () => post(`api/webhooks/${this.props.webhook.id}/rotate`);

  remove = () => del(`api/webhooks/${this.props.webhook.id}`);

  removed = () => this.props.deleted(this.props.webhook.id);

  render({ webhook }, { editing, error, asking }) {
    return h("li", { class: webhook.active ? "row" : "row off" },
      editing ? this.form(webhook) : this.line(webhook),
      error && h("p", { class: "error", role: "alert" }, error),
      asking === "rotate" && h(Confirm, { title: `Rotate ${webhook.name}`, verb: "Rotate", action: this.rotate, done: this.props.rotated, close: this.answered, expired: this.props.expired },
        h("p", null, "The webhook gets a new URL. The old URL stops working at once: calls to it will get 404.")),
      asking === "delete" && h(Confirm, { title: `Delete ${webhook.name}`, verb: "Delete", action: this.remove, done: this.removed, close: this.answered, expired: this.props.expired },
        h("p", null, "The webhook’s URL stops working for good: calls to it will get 404. Messages that the webhook sent stay.")));
  }

  answered = () => this.setState({ asking: null });

  line(webhook) {
    const { busy } = this.state;
    return h("div", { class: "line" },
      h(Avatar, { url: webhook.avatar_url, name: webhook.name }),
      h("div", { class: "about" },
        h("bdi", { class: "name" }, webhook.name),
        h("span", { class: "used" }, usageOf(webhook))),
      h("button", {
        class: "switch", role: "switch", "aria-checked": String(webhook.active), "aria-label": `${webhook.name} is active`,
        "aria-busy": String(busy), onClick: () => this.change({ active: !webhook.active }),
      }, webhook.active ? "ON" : "OFF"),
      h("button", { class: "quiet", "aria-label": `Edit ${webhook.name}`, ref: this.editButton, onClick: this.startEditing }, "Edit"),
      h("button", { class: "quiet", "aria-label": `Rotate ${webhook.name}`, onClick: () => this.setState({ asking: "rotate" }) }, "Rotate"),
      h("button", { class: "icon delete", "aria-label": `Delete ${webhook.name}`, title: "Delete", onClick: () => this.setState({ asking: "delete" }) }, "X"));
  }

  form(webhook) {
    return h("form", { class: "edit", onSubmit: this.save, onKeyDown: this.keys },
      h("label", null, "Name", h("input", { name: "name", defaultValue: webhook.name, autocomplete: "off", ref: this.nameField })),
      h("label", null, "Avatar URL", h("input", { name: "avatar", defaultValue: webhook.avatar_url ?? "", autocomplete: "off", placeholder: "https://… (empty for none)" })),
      h("div", { class: "buttons" },
        h("button", { class: "primary" }, "Save"),
        h("button", { type: "button", onClick: this.stopEditing }, "Cancel")));
  }

  /** Escape cancels the edit without closing the card. */
  keys = (event) => {
    if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      this.stopEditing();
    }
  };
}

function usageOf(webhook) {
  if (!webhook.last_used_at) {
    return "Never used";
  }
  const count = webhook.messages_sent === 1 ? "1 message" : `${webhook.messages_sent} messages`;
  return `${count}, last ${USED.format(new Date(webhook.last_used_at))}`;
}
