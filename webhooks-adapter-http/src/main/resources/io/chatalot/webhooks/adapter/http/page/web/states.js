import { Component, createRef, h } from "./preact.module.js";

/** A status line while data is loading. */
export function Loading({ what }) {
  return h("p", { class: "loading", role: "status" }, `Loading ${what}…`);
}

/** An error message with a button to retry. The button takes the focus if the previous one vanished with it. */
export class Failure extends Component {
  button = createRef();

  componentDidMount() {
    if (document.activeElement === document.body) {
      this.button.current.focus({ preventScroll: true });
    }
  }

  render({ message, retry }) {
    return h("div", { class: "failure", role: "alert" },
      h("p", null, message),
      h("button", { ref: this.button, onClick: retry }, "Try again"));
  }
}
