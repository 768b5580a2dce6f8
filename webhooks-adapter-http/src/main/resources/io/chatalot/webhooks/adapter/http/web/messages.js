import { Component, createRef, h } from "./preact.module.js";
import { get } from "./api.js";
import { Message, dayOf, formatDay } from "./message.js";
import { Timeline } from "./timeline.js";
import { Failure, Loading } from "./states.js";

const PAGE = 50;
const AT_END = 80;
const AT_START = 200;
const RETRY = 2_000;

/** A channel's messages, live. Older ones are loaded while scrolling up. */
export class Messages extends Component {
  state = { phase: "loading", messages: [], more: false, loadingOlder: false, unseen: 0, offline: false };
  list = createRef();
  timeline = new Timeline();
  atEnd = true;

  componentDidMount() {
    this.open();
  }

  componentWillUnmount() {
    this.gone = true;
    this.stream?.close();
    clearTimeout(this.retry);
  }

  /** The stream first and the page after it: what comes in between is in both, and shown once. */
  open = () => {
    if (this.resync) {
      this.timeline = new Timeline();
    }
    const path = `/api/channels/${this.props.channel.id}/messages`;
    this.stream = new EventSource(`${path}/stream`);
    this.stream.onopen = () => (this.state.phase === "ready" && !this.resync ? this.setState({ offline: false }) : this.load());
    this.stream.onerror = () => this.lost();
    for (const [name, apply] of [["message", "add"], ["message_edited", "edit"], ["message_deleted", "remove"]]) {
      this.stream.addEventListener(name, (event) => this.changed(apply, JSON.parse(event.data)));
    }
  };

  load = async () => {
    try {
      const page = await get(`/api/channels/${this.props.channel.id}/messages?limit=${PAGE}`);
      if (!this.gone) {
        this.timeline.reset(page);
        this.resync = false;
        this.show({ phase: "ready", more: page.length === PAGE, offline: false, unseen: 0 }, true);
      }
    } catch (refusal) {
      this.failed(refusal);
    }
  };

  /** A browser comes back by itself, with its place; where it gives up we begin anew. */
  lost() {
    if (this.stream.readyState !== EventSource.CLOSED) {
      this.setState({ offline: true });
      return;
    }
    this.resync = true;
    this.setState({ offline: true });
    get("/api/me").then(() => get(`/api/channels/${this.props.channel.id}/messages?limit=1`)).catch((refusal) => this.failed(refusal));
    this.retry = setTimeout(() => !this.gone && this.state.phase !== "failed" && this.open(), RETRY);
  }

  failed(refusal) {
    if (this.gone) {
      return;
    }
    if (refusal.status === 401) {
      this.props.expired();
    } else if (this.state.phase !== "ready") {
      this.stream?.close();
      this.setState({ phase: "failed", error: refusal.message });
    }
  }

  changed(apply, message) {
    const isNew = this.timeline[apply](message);
    if (this.state.phase === "ready" && !this.resync) {
      this.show({ unseen: isNew && !this.atEnd ? this.state.unseen + 1 : this.state.unseen }, this.atEnd);
    }
  }

  /** Keeps the reader's place: at the end stays at the end. */
  show(change, toEnd) {
    this.setState({ ...change, messages: this.timeline.messages() }, () => toEnd && this.scrollToEnd());
  }

  scrollToEnd = () => {
    const list = this.list.current;
    if (list) {
      list.scrollTop = list.scrollHeight;
      this.atEnd = true;
      this.setState({ unseen: 0 });
    }
  };

  scrolled = () => {
    const list = this.list.current;
    this.atEnd = list.scrollHeight - list.scrollTop - list.clientHeight < AT_END;
    if (this.atEnd && this.state.unseen) {
      this.setState({ unseen: 0 });
    }
    if (list.scrollTop < AT_START && this.state.more && !this.state.loadingOlder && !this.state.olderError) {
      this.loadOlder();
    }
  };

  loadOlder = async () => {
    const list = this.list.current;
    const oldest = this.timeline.messages()[0];
    this.setState({ loadingOlder: true, olderError: null });
    try {
      const page = await get(`/api/channels/${this.props.channel.id}/messages?limit=${PAGE}&before=${oldest.id}`);
      const below = list.scrollHeight - list.scrollTop;
      this.timeline.prepend(page);
      this.setState({ messages: this.timeline.messages(), more: page.length === PAGE, loadingOlder: false }, () => {
        list.scrollTop = list.scrollHeight - below;
      });
    } catch (refusal) {
      this.setState({ loadingOlder: false, olderError: refusal.message });
    }
  };

  render({ channel, behind, openDrawer }, { unseen, offline }) {
    return h("main", { class: "channel", inert: behind },
      h("header", null,
        h("button", { class: "icon only-narrow", "aria-label": "Show channels", onClick: openDrawer }, "☰"),
        h("h1", null, h("span", { class: "hash", "aria-hidden": "true" }, "#"), channel.name),
        channel.topic && h("p", { class: "topic" }, channel.topic),
        channel.archived && h("span", { class: "tag" }, "archived")),
      offline && h("p", { class: "offline", role: "status" }, "The connection is lost; trying again…"),
      this.body(),
      unseen > 0 && h("button", { class: "unseen", onClick: this.scrollToEnd }, unseen === 1 ? "1 new message ↓" : `${unseen} new messages ↓`));
  }

  body() {
    const { phase, error, messages, more, loadingOlder, olderError } = this.state;
    if (phase === "loading") {
      return h(Loading, { what: "messages" });
    }
    if (phase === "failed") {
      return h(Failure, { message: error, retry: () => this.setState({ phase: "loading" }, this.open) });
    }
    return h("div", { class: "messages", role: "log", "aria-label": "Messages", "aria-busy": String(loadingOlder), tabindex: 0, ref: this.list, onScroll: this.scrolled },
      loadingOlder && h(Loading, { what: "older messages" }),
      olderError && h(Failure, { message: olderError, retry: this.loadOlder }),
      more && !loadingOlder && !olderError && h("button", { class: "quiet older", onClick: this.loadOlder }, "Older messages"),
      messages.length === 0 && h("p", { class: "empty" }, "Nothing has been said here yet. Messages appear as they are sent."),
      messages.map((message, i) => {
        const newDay = i === 0 || dayOf(messages[i - 1]) !== dayOf(message);
        return [
          newDay && h("h2", { class: "day", key: `day ${dayOf(message)}` }, h("span", null, formatDay(message))),
          h(Message, { key: message.id, message }),
        ];
      }));
  }
}
