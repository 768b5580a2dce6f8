import { Component, h } from "./preact.module.js";
import { get, post } from "./api.js";
import { ChannelSettings } from "./settings.js";
import { Messages } from "./messages.js";
import { Sidebar } from "./sidebar.js";
import { SignIn } from "./signin.js";
import { Failure, Loading } from "./states.js";

const ROUTE = /^#\/channels\/([0-9a-f-]{36})$/;

/** The whole page. Its state is the user, the open channel, and the open settings card. */
export class App extends Component {
  state = { phase: "loading", communities: [], channelId: channelInAddress(), settingsOf: null, drawer: false };

  componentDidMount() {
    window.addEventListener("hashchange", () => this.setState({ channelId: channelInAddress(), settingsOf: null, drawer: false }));
    // The browser may restore this page by "Back": drop the settings, which may show a secret URL.
    window.addEventListener("pagehide", () => this.setState({ settingsOf: null }));
    if (document.documentElement.dataset.session === "none") {
      this.setState({ phase: "signed-out" });
    } else {
      this.load();
    }
  }

  load = async () => {
    this.setState({ phase: "loading" });
    try {
      const user = await get("/api/me");
      const communities = await get("/api/communities");
      for (const community of communities) {
        community.channels = await get(`/api/communities/${community.id}/channels`);
      }
      this.setState({ phase: "ready", user, communities });
      const first = communities.flatMap((community) => community.channels)[0];
      if (!this.channel(communities) && first) {
        history.replaceState(null, "", `#/channels/${first.id}`);
        this.setState({ channelId: first.id });
      }
    } catch (refusal) {
      this.setState(refusal.status === 401 ? { phase: "signed-out" } : { phase: "failed", error: refusal.message });
    }
  };

  componentDidUpdate() {
    const channel = this.state.phase === "ready" && this.channel();
    document.title = channel ? `#${channel.name} · Chatalot` : "Chatalot";
  }

  channel(communities = this.state.communities) {
    return communities.flatMap((community) => community.channels).find((channel) => channel.id === this.state.channelId);
  }

  /** The text in place of a channel. */
  nothing() {
    const { communities, channelId } = this.state;
    if (communities.length === 0) {
      return "You are not in a community yet.";
    }
    return channelId ? "This channel does not exist, or you are not a member of its community." : "There are no channels yet.";
  }

  signOut = async () => {
    try {
      await post("/api/auth/logout");
    } catch (refusal) {
      if (refusal.status !== 401) {
        this.setState({ phase: "failed", error: `You are still signed in. ${refusal.message}` });
        return;
      }
    }
    this.setState({ phase: "signed-out", communities: [], settingsOf: null });
  };

  expired = () => this.setState({ phase: "signed-out", settingsOf: null });

  render(_, { phase, error, user, communities, settingsOf, drawer }) {
    if (phase === "loading") {
      return h("main", { class: "alone" }, h("h1", null, "Chatalot"), h(Loading, { what: "your channels" }));
    }
    if (phase === "failed") {
      return h("main", { class: "alone" }, h("h1", null, "Chatalot"), h(Failure, { message: error, retry: this.load }));
    }
    if (phase === "signed-out") {
      return h(SignIn, { signedIn: this.load });
    }
    const channel = this.channel();
    return h("div", { class: drawer ? "frame with-drawer" : "frame" },
      h(Sidebar, {
        user, communities, current: channel?.id, open: drawer,
        close: () => this.setState({ drawer: false }),
        openSettings: (target) => this.setState({ settingsOf: target }),
        signOut: this.signOut,
      }),
      drawer && h("div", { class: "backdrop", onClick: () => this.setState({ drawer: false }) }),
      channel
        ? h(Messages, { key: channel.id, channel, behind: drawer, expired: this.expired, openDrawer: () => this.setState({ drawer: true }) })
        : h("main", { class: "alone", inert: drawer },
            h("h1", null, "Chatalot"),
            h("p", { class: "empty" }, this.nothing()),
            h("button", { class: "menu", onClick: () => this.setState({ drawer: true }) }, "Channels")),
      settingsOf && h(ChannelSettings, {
        key: settingsOf.id, channel: settingsOf, expired: this.expired,
        close: () => this.setState({ settingsOf: null }),
      }));
  }
}

function channelInAddress() {
  return ROUTE.exec(location.hash)?.[1] ?? null;
}
