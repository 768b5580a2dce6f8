import { Component, createRef, h } from "./preact.module.js";
import { post } from "./api.js";

/** The sign-in form. */
export class SignIn extends Component {
  state = { error: null, busy: false };
  username = createRef();

  componentDidMount() {
    this.username.current.focus();
  }

  submit = async (event) => {
    event.preventDefault();
    if (this.state.busy) {
      return;
    }
    const form = event.currentTarget;
    this.setState({ busy: true, error: null });
    try {
      await post("api/auth/login", { username: form.username.value, password: form.password.value });
      this.props.signedIn();
    } catch (refusal) {
      this.setState({ busy: false, error: refusal.message });
      form.password.select();
    }
  };

  render(_, { error, busy }) {
    return h("main", { class: "alone" },
      h("form", { class: "card sign-in", onSubmit: this.submit },
        h("h1", null, "Chatalot"),
        h("label", null, "Username",
          h("input", { name: "username", autocomplete: "username", autocapitalize: "none", required: true, ref: this.username })),
        h("label", null, "Password",
          h("input", { name: "password", type: "password", autocomplete: "current-password", required: true })),
        error && h("p", { class: "error", role: "alert" }, error),
        h("button", { class: "primary" }, busy ? "Signing in…" : "Sign in")));
  }
}
