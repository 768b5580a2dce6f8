import { Component, createRef, h } from "./preact.module.js";

/** A card above the page. The browser keeps the focus in it, and gives it back where it came from. */
export class Dialog extends Component {
  dialog = createRef();

  componentDidMount() {
    this.opener = document.activeElement;
    this.dialog.current.showModal();
  }

  componentWillUnmount() {
    this.dialog.current?.close();
    this.opener?.focus?.();
  }

  cancel = (event) => {
    event.preventDefault();
    event.stopPropagation();
    this.props.close();
  };

  /** The backdrop belongs to the dialog; what is in it does not. */
  click = (event) => {
    if (event.target === this.dialog.current) {
      this.props.close();
    }
  };

  render({ title, close, children, role }) {
    return h("dialog", { class: "card", role, "aria-label": title, ref: this.dialog, onCancel: this.cancel, onClick: this.click },
      h("div", { class: "dialog-body" },
        h("header", null,
          h("h2", null, title),
          h("button", { class: "icon", "aria-label": `Close ${title}`, onClick: close }, "✕")),
        children));
  }
}

/** Asks before something that can't be undone. */
export class Confirm extends Component {
  state = { busy: false, error: null };

  go = async () => {
    this.setState({ busy: true, error: null });
    try {
      await this.props.action();
      this.props.close();
    } catch (refusal) {
      this.setState({ busy: false, error: refusal.message });
    }
  };

  render({ title, verb, children, close }, { busy, error }) {
    return h(Dialog, { title, close, role: "alertdialog" },
      children,
      error && h("p", { class: "error", role: "alert" }, error),
      h("div", { class: "buttons" },
        h("button", { onClick: close, autofocus: true }, "Cancel"),
        h("button", { class: "danger", onClick: this.go, disabled: busy }, verb)));
  }
}
