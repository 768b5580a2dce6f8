import { Component, createRef, h } from "./preact.module.js";
import { get } from "./api.js";
import { ChannelHeader, takeLostFocus } from "./channel.js";
import { Message, dayOf, formatDay } from "./message.js";
import { besideChatalot } from "./session.js";
import { Stream } from "./stream.js";
import { Timeline } from "./timeline.js";
import { Failure, Loading } from "./states.js";

const PAGE = 50;
const AT_END = 80;
const AT_START = 200;

/** Beyond MOST_AT_END messages only the newest KEPT_AT_END stay, so that a page open for days does not grow. */
const MOST_AT_END = 400;
const KEPT_AT_END = 200;

const MOST_SPOKEN = 3;
const SPOKEN_CHARACTERS = 300;

/** Beside a Chatalot, members' messages are in its client alone. */
const NONE = besideChatalot
  ? "No messages of webhooks in this channel yet. New ones appear as they are sent."
  : "No messages in this channel yet. New messages appear as they are sent.";

const LOST = "Connection lost. Reconnecting…";

const APPLY = { message: "add", message_edited: "edit", message_deleted: "remove" };

/** A channel's messages, live. Scrolling up loads older messages. */
export class Messages extends Component {
  state = { phase: "loading", more: false, loadingOlder: false, offline: false, spoken: [] };
  main = createRef();
  list = createRef();
  timeline = new Timeline();
  /** Ids of messages that arrived while the end of the list was out of sight. */
  unseen = [];
  /** The id of the first message that arrived while the end was last out of sight. */
  firstUnseen = null;
  atEnd = true;

  componentDidMount() {
    this.open();
    takeLostFocus(this.main.current, this.props.behind);
  }

  componentWillUnmount() {
    this.stop();
  }

  get path() {
    return `api/channels/${this.props.channel.id}/messages`;
  }

  /** Opens the stream first, then loads a page. A message in both is shown once, and none is missed. */
  open = () => {
    this.timeline = new Timeline();
    this.unseen = [];
    this.atEnd = true;
    this.opened = false;
    this.setState({ phase: "loading", loadingOlder: false, olderError: null, offline: false });
    this.stream = new Stream(`${this.path}/stream`, {
      opened: () => this.connected(),
      lost: (refusal) => this.lost(refusal),
      events: (events) => this.happened(events),
    });
  };

  stop() {
    this.stream?.close();
    this.stream = null;
  }

  connected() {
    if (!this.opened) {
      this.opened = true;
      this.setState({ offline: false });
      this.load();
    } else if (this.state.offline) {
      this.setState({ offline: false, spoken: ["Connected again."] });
    }
  }

  load = async () => {
    const { stream } = this;
    try {
      const page = await get(`${this.path}?limit=${PAGE}`);
      if (this.stream === stream) {
        this.timeline.begin(page);
        this.show({ phase: "ready", more: page.length === PAGE }, true);
      }
    } catch (refusal) {
      if (this.stream === stream) {
        this.refused(refusal);
      }
    }
  };

  /** Handles a lost stream: keeps the messages and resumes, unless the server denies access. Returns whether to resume. */
  lost(refusal) {
    const mayNot = [401, 403, 404].includes(refusal.status);
    if (this.state.phase === "ready" && !mayNot) {
      if (!this.state.offline) {
        this.setState({ offline: LOST, spoken: [LOST] });
      }
      return true;
    }
    if (refusal.status === 429 && this.state.phase === "loading") {
      // Too many streams: load the messages now, and again once a stream opens.
      this.setState({ offline: refusal.message, spoken: [refusal.message] });
      this.load();
      return true;
    }
    this.refused(refusal);
    return false;
  }

  refused(refusal) {
    this.stop();
    if (refusal.status === 401) {
      this.props.expired();
    } else {
      this.setState({ phase: "failed", error: refusal.message, offline: false });
    }
  }

  happened(events) {
    const fresh = events.filter(({ name, data }) => name === "message" && !this.timeline.has(data.id)).map(({ data }) => data);
    events.forEach(({ name, data }) => APPLY[name] && this.timeline[APPLY[name]](data));
    if (this.state.phase !== "ready") {
      return;
    }
    const news = fresh.filter(({ id }) => this.timeline.has(id));
    if (!this.atEnd && news.length > 0) {
      this.firstUnseen = this.unseen.length > 0 ? this.firstUnseen : news[0].id;
      this.unseen.push(...news.map(({ id }) => id));
    }
    this.unseen = this.unseen.filter((id) => this.timeline.has(id));
    this.show(news.length > 0 ? { spoken: spokenOf(news) } : {}, this.atEnd);
  }

  /** Renders a change; a list that was at its end stays at its end. */
  show(change, toEnd) {
    if (toEnd && this.timeline.size > MOST_AT_END && !this.state.loadingOlder) {
      this.timeline.keepNewest(KEPT_AT_END);
      change.more = true;
    }
    this.keepingFocus(change, () => toEnd && this.scrollToEnd());
  }

  /** Moves the focus to the list if the change removes the focused element. */
  keepingFocus(change, then) {
    const focused = document.activeElement;
    this.setState(change, () => {
      then?.();
      if (focused && focused !== document.body && !focused.isConnected) {
        this.list.current?.focus({ preventScroll: true });
      }
    });
  }

  scrollToEnd = () => {
    const list = this.list.current;
    if (list) {
      list.scrollTop = list.scrollHeight;
      this.atEnd = true;
      this.seen();
    }
  };

  seen() {
    if (this.unseen.length > 0) {
      this.unseen = [];
      this.keepingFocus({});
    }
  }

  /** Stays at the end when the list shrinks, as when a phone shows its keyboard. */
  resized = new ResizeObserver(() => this.atEnd && this.scrollToEnd());

  attach = (list) => {
    if (this.list.current) {
      this.resized.unobserve(this.list.current);
    }
    this.list.current = list;
    if (list) {
      this.resized.observe(list);
    }
  };

  scrolled = () => {
    const list = this.list.current;
    const wasAtEnd = this.atEnd;
    this.atEnd = list.scrollHeight - list.scrollTop - list.clientHeight < AT_END;
    if (this.atEnd) {
      this.seen();
    } else if (wasAtEnd && this.firstUnseen) {
      this.firstUnseen = null;
      this.setState({});
    }
    if (list.scrollTop < AT_START && this.state.more && !this.state.olderError) {
      this.loadOlder();
    }
  };

  loadOlder = async () => {
    if (this.state.loadingOlder) {
      return;
    }
    const { stream, list: { current: list } } = this;
    const oldest = this.timeline.messages()[0];
    this.keepingFocus({ loadingOlder: true, olderError: null });
    try {
      const page = await get(`${this.path}?limit=${PAGE}${oldest ? `&before=${oldest.id}` : ""}`);
      if (this.stream !== stream) {
        return;
      }
      const below = list.scrollHeight - list.scrollTop;
      this.timeline.prepend(page);
      this.keepingFocus({ more: page.length === PAGE, loadingOlder: false }, () => {
        list.scrollTop = list.scrollHeight - below;
      });
    } catch (refusal) {
      if (this.stream !== stream) {
        return;
      }
      if (refusal.status === 401) {
        this.refused(refusal);
      } else {
        this.keepingFocus({ loadingOlder: false, olderError: refusal.message });
      }
    }
  };

  render({ channel, behind, openDrawer }, { offline, spoken }) {
    const unseen = this.unseen.length;
    return h("main", { class: "channel", inert: behind, tabindex: -1, ref: this.main },
      h(ChannelHeader, { channel, openDrawer }),
      offline && h("p", { class: "offline" }, offline),
      this.body(),
      h("div", { class: "spoken", role: "status" }, spoken.map((text) => h("p", null, text))),
      unseen > 0 && h("button", { class: "unseen", onClick: this.scrollToEnd }, unseen === 1 ? "1 new message ↓" : `${unseen} new messages ↓`));
  }

  retry = () => {
    this.open();
    this.main.current.focus();
  };

  body() {
    const { phase, error, more, loadingOlder, olderError } = this.state;
    if (phase === "loading") {
      return h(Loading, { what: "messages" });
    }
    if (phase === "failed") {
      return h(Failure, { message: error, retry: this.retry });
    }
    const messages = this.timeline.messages();
    return h("div", { class: "messages", role: "region", "aria-label": "Messages", "aria-busy": String(loadingOlder), tabindex: 0, ref: this.attach, onScroll: this.scrolled },
      olderError && h(Failure, { message: `Older messages could not be loaded. ${olderError}`, retry: this.loadOlder }),
      more && !olderError && h("button", { class: "quiet older", onClick: this.loadOlder }, loadingOlder ? "Loading older messages…" : "Older messages"),
      messages.length === 0 && !more && h("p", { class: "empty" }, NONE),
      messages.flatMap((message, i) => {
        const newDay = i === 0 || dayOf(messages[i - 1]) !== dayOf(message);
        return [
          newDay && h("h2", { class: "day", key: `day ${message.id}` }, h("span", null, formatDay(message))),
          message.id === this.firstUnseen && h("p", { class: "new", key: "new" }, "New messages"),
          h(Message, { key: message.id, message }),
        ];
      }));
  }
}

/** The text that a screen reader announces for new messages. */
function spokenOf(messages) {
  return messages.length > MOST_SPOKEN
    ? [`${messages.length} new messages`]
    : messages.map(({ username, content }) => `${username}: ${[...content].slice(0, SPOKEN_CHARACTERS).join("")}`);
}
