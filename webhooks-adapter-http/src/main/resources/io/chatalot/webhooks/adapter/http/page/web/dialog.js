import { Component, createRef, h } from "./preact.module.js";

/** A card above the page. The browser keeps the focus in it, and gives it back where it came from. */
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

  /** A browser may close it without asking: at a second Escape. */
  closed = () => {
    if (!this.gone) {
      this.props.close();
    }
  };

  press = (event) => {
    this.pressed = event.target;
  };

  /** The backdrop belongs to the dialog; what is in it does not. Text may be selected to beyond the edge. */
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

/** Asks before something that can't be undone, and says when it is done and the question is gone. */
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
