import { Component, h } from "./preact.module.js";
import { get, post } from "./api.js";
import { UnreadChannel } from "./channel.js";
import { followSession, hasSession } from "./chatalot.js";
import { ChannelSettings } from "./settings.js";
import { LogIn } from "./login.js";
import { Messages } from "./messages.js";
import { besideChatalot } from "./session.js";
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
    if (besideChatalot) {
      followSession(this.sessionChanged);
    }
    if (document.documentElement.dataset.session === "none") {
      this.setState({ phase: "signed-out" });
    } else {
      this.load();
    }
  }

  /** Follows the session of Chatalot's client, which another tab changed. */
  sessionChanged = ({ present, sameUser }) => {
    if (!present) {
      this.end();
    } else if (!sameUser || ["signed-out", "failed"].includes(this.state.phase)) {
      this.load();
    }
  };

  load = async () => {
    const loading = (this.loading = {});
    this.expired = () => this.loading === loading && this.end();
    this.setState({ phase: "loading", ended: false, communities: [], settingsOf: null });
    const loaded = await this.fetchChannels().catch(phaseOf);
    if (this.loading !== loading) {
      return;
    }
    const channels = (loaded.communities ?? []).flatMap((community) => community.channels);
    if (channels.length > 0 && !channels.some(({ id }) => id === this.state.channelId)) {
      loaded.channelId = (channels.find(({ reads }) => reads) ?? channels[0]).id;
      history.replaceState(null, "", `#/channels/${loaded.channelId}`);
    }
    this.setState(loaded);
  };

  /** Fetches what the page shows of the user. */
  async fetchChannels() {
    const user = await get("api/me");
    const communities = await get("api/communities");
    for (const community of communities) {
      community.channels = await get(`api/communities/${community.id}/channels`);
    }
    return { phase: "ready", user, communities };
  }

  componentDidUpdate() {
    const channel = this.state.phase === "ready" && this.channel();
    document.title = channel ? `#${channel.name} · Chatalot` : "Chatalot";
  }

  channel() {
    return this.state.communities.flatMap((community) => community.channels).find((channel) => channel.id === this.state.channelId);
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
      await post("api/auth/logout");
    } catch (refusal) {
      if (refusal.status !== 401) {
        this.setState({ phase: "failed", error: `You are still signed in. ${refusal.message}` });
        return;
      }
    }
    this.end();
  };

  /** Ends the session that the last load began with. A late refusal of an earlier session's call changes nothing. */
  expired = () => {};

  /** Drops what the user saw, because the session has ended. */
  end = () => {
    this.loading = null;
    this.setState({ phase: "signed-out", ended: true, user: null, communities: [], settingsOf: null, drawer: false });
  };

  render(_, { phase, error, ended, user, communities, settingsOf, drawer }) {
    if (phase === "loading") {
      return h("main", { class: "alone" }, h("h1", null, "Chatalot"), h(Loading, { what: "your channels" }));
    }
    if (phase === "failed") {
      return h("main", { class: "alone" }, h("h1", null, "Chatalot"), h(Failure, { message: error, retry: this.load }));
    }
    if (phase === "signed-out") {
      return besideChatalot ? h(LogIn, { ended }) : h(SignIn, { signedIn: this.load });
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
      channel ? this.view(channel) : h("main", { class: "alone", inert: drawer },
        h("h1", null, "Chatalot"),
        h("p", { class: "empty" }, this.nothing()),
        h("button", { class: "menu", onClick: this.openDrawer }, "Channels")),
      settingsOf && h(ChannelSettings, {
        key: settingsOf.id, channel: settingsOf, expired: this.expired,
        close: () => this.setState({ settingsOf: null }),
      }));
  }

  openDrawer = () => this.setState({ drawer: true });

  view(channel) {
    const shown = { key: channel.id, channel, behind: this.state.drawer, openDrawer: this.openDrawer };
    return channel.reads
      ? h(Messages, { ...shown, expired: this.expired })
      : h(UnreadChannel, { ...shown, openSettings: () => this.setState({ settingsOf: channel }) });
  }
}

function phaseOf(refusal) {
  return refusal.status === 401 ? { phase: "signed-out", ended: hasSession() } : { phase: "failed", error: refusal.message };
}

function channelInAddress() {
  return ROUTE.exec(location.hash)?.[1] ?? null;
}
