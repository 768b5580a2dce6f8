import { Component, createRef, h } from "./preact.module.js";
import { get, post } from "./api.js";
import { IssuedUrl } from "./issued.js";
import { Failure, Loading } from "./states.js";
import { WebhookRow } from "./webhook.js";

const MAX_NAME = 64;
const NEAR_MAX = 50;

/** A channel's webhooks: a form to add one, and a row for each. */
export class Webhooks extends Component {
  state = { phase: "loading", webhooks: [], name: "", busy: false, error: null, issued: null };
  field = createRef();

  componentDidMount() {
    this.load();
  }

  retry = async () => {
    await this.load();
    this.toField();
  };

  load = async () => {
    this.setState({ phase: "loading" });
    try {
      this.setState({ phase: "ready", webhooks: await get(`api/channels/${this.props.channel.id}/webhooks`) });
    } catch (refusal) {
      this.refused(refusal, { phase: "failed", error: refusal.message });
    }
  };

  refused(refusal, change) {
    if (refusal.status === 401) {
      this.props.expired();
    } else {
      this.setState(change);
    }
  }

  add = async (event) => {
    event.preventDefault();
    if (this.state.busy) {
      return;
    }
    this.setState({ busy: true, error: null });
    try {
      const issued = await post(`api/channels/${this.props.channel.id}/webhooks`, { name: this.state.name });
      this.setState({ busy: false, name: "", issued, webhooks: [...this.state.webhooks, withoutUrl(issued)] });
    } catch (refusal) {
      this.refused(refusal, { busy: false, error: refusal.message });
      this.toField();
    }
  };

  replace = (webhook) => {
    this.setState({ webhooks: this.state.webhooks.map((other) => (other.id === webhook.id ? webhook : other)) });
  };

  rotated = (issued) => {
    this.replace(withoutUrl(issued));
    this.setState({ issued });
  };

  done = () => this.setState({ issued: null }, this.toField);

  /** Reloads the webhooks' usage. */
  refresh = () => get(`api/channels/${this.props.channel.id}/webhooks`).then((webhooks) => this.setState({ webhooks }), () => {});

  toField = () => this.field.current?.focus();

  deleted = (id) => {
    this.setState({
      webhooks: this.state.webhooks.filter((other) => other.id !== id),
      issued: this.state.issued?.id === id ? null : this.state.issued,
    }, this.toField);
  };

  render(_, { phase, webhooks, name, error, issued }) {
    if (phase === "loading") {
      return h(Loading, { what: "webhooks" });
    }
    if (phase === "failed") {
      return h(Failure, { message: error, retry: this.retry });
    }
    const length = [...name].length;
    return h("div", { class: "webhooks" },
      h("form", { class: "add", onSubmit: this.add },
        h("label", null, "Name of a new webhook",
          h("input", {
            name: "name", value: name, ref: this.field, autocomplete: "off", placeholder: "CI",
            "aria-describedby": "name-count", onInput: (event) => this.setState({ name: event.currentTarget.value }),
          })),
        h("button", { class: "primary", disabled: length === 0 || length > MAX_NAME }, "Add"),
        h("p", { id: "name-count", class: length > MAX_NAME ? "counter error" : "counter", "aria-live": "polite" },
          length >= NEAR_MAX ? `${length} of ${MAX_NAME} characters` : "")),
      error && h("p", { class: "error", role: "alert" }, error),
      issued && h(IssuedUrl, { key: issued.url, issued, done: this.done, sent: this.refresh }),
      webhooks.length === 0
        ? h("p", { class: "empty" }, "No webhooks yet. Add one to let other software post to this channel.")
        : h("ul", { class: "rows" }, webhooks.map((webhook) => h(WebhookRow, {
            key: webhook.id, webhook, replace: this.replace, rotated: this.rotated, deleted: this.deleted, expired: this.props.expired,
          }))));
  }
}

/** A webhook without its secret token and URL, which the list must not keep. */
function withoutUrl({ token, url, ...webhook }) {
  return webhook;
}
