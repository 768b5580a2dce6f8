import { Component, createRef, h } from "./preact.module.js";

/** A modal card. The browser keeps the focus inside; closing returns the focus to the opener. */
export class Dialog extends Component {
  dialog = createRef();

  componentDidMount() {
    this.opener = document.activeElement;
    this.dialog.current.showModal();
  }

  componentWillUnmount() {
    this.gone = true;
    this.dialog.current?.close();
    this.opener?.focus?.();
  }

  cancel = (event) => {
    event.preventDefault();
    event.stopPropagation();
    this.props.close();
  };

  /** Handles a close without a cancel event, as browsers do at a second Escape. */
  closed = () => {
    if (!this.gone) {
      this.props.close();
    }
  };

  press = (event) => {
    this.pressed = event.target;
  };

  /** Closes at a click on the backdrop, whose target is the dialog itself. A press that began inside does not count, since a text selection may end outside. */
  click = (event) => {
    if (event.target === this.dialog.current && this.pressed === event.target) {
      this.props.close();
    }
  };

  render({ title, close, children, role }) {
    return h("dialog", {
      class: "card", role, "aria-label": title, ref: this.dialog,
      onCancel: this.cancel, onClose: this.closed, onMouseDown: this.press, onClick: this.click,
    },
      h("div", { class: "dialog-body" },
        h("header", null,
          h("h2", null, title),
          h("button", { class: "icon", "aria-label": `Close ${title}`, onClick: close }, "✕")),
        children));
  }
}

/** Asks for confirmation before an action that cannot be undone. Calls done after the card is closed. */
export class Confirm extends Component {
  state = { busy: false, error: null };

  go = async () => {
    if (this.state.busy) {
      return;
    }
    this.setState({ busy: true, error: null });
    try {
      const result = await this.props.action();
      this.props.close();
      this.props.done(result);
    } catch (refusal) {
      if (refusal.status === 401) {
        this.props.expired();
      } else {
        this.setState({ busy: false, error: refusal.message });
      }
    }
  };

  render({ title, verb, children, close }, { error }) {
    return h(Dialog, { title, close, role: "alertdialog" },
      children,
      error && h("p", { class: "error", role: "alert" }, error),
      h("div", { class: "buttons" },
        h("button", { onClick: close, autofocus: true }, "Cancel"),
        h("button", { class: "danger", onClick: this.go }, verb)));
  }
}
