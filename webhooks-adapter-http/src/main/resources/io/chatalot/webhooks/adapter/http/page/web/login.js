import { Component, createRef, h } from "./preact.module.js";

/** The page without a session beside a Chatalot, whose client has the log-in. */
export class LogIn extends Component {
  link = createRef();

  componentDidMount() {
    this.link.current.focus();
  }

  render({ ended }) {
    return h("main", { class: "alone" },
      h("section", { class: "card sign-in" },
        h("h1", null, "Chatalot"),
        h("p", { role: "status" }, ended ? "Your session at Chatalot has ended." : "You are not logged in to Chatalot."),
        h("a", { class: "button primary", href: "/login", ref: this.link }, "Log in to Chatalot"),
        h("p", { class: "soft" }, "This page opens by itself once you are logged in.")));
  }
}
