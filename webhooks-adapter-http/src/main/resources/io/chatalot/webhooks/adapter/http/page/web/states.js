import { Component, createRef, h } from "./preact.module.js";

/** Something is on its way. */
export function Loading({ what }) {
  return h("p", { class: "loading", role: "status" }, `Loading ${what}…`);
}

/** Something went wrong; in the server's own words. Who tried again in vain can try once more. */
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
