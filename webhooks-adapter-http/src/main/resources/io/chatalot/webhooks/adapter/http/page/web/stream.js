import { Refusal, isOfType, refusalOf, unreachable } from "./refusal.js";
import { send } from "./session.js";

const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 8_000;

/** A connection silent for this long counts as dead; the server sends a heartbeat at least every 15 s. */
const LONGEST_SILENCE = 40_000;

/** A hidden tab closes its stream after this time, since all tabs share the browser's six connections to a server. */
const HIDDEN_FOR = 5_000;

/** The abort reason of a connection that this page closes on purpose. */
const LET_GO = "let go";

/**
 * Follows a channel's events, and resumes after the last event whenever the connection is lost. The browser's own
 * EventSource does not suffice: an answer such as 503 ends it for good, and it does not detect a dead connection.
 */
export class Stream {
  #path;
  #listener;
  #place = null;
  #closed = false;
  #resting = false;
  #hidden = null;
  #connection = new AbortController();
  #goOn = () => {};

  /**
   * The listener has three methods: opened(), events([{name, data}]), and lost(refusal), which returns whether to
   * reconnect.
   */
  constructor(path, listener) {
    this.#path = path;
    this.#listener = listener;
    window.addEventListener("online", this.#retry);
    document.addEventListener("visibilitychange", this.#looked);
    this.#looked();
    this.#run();
  }

  close() {
    this.#closed = true;
    window.removeEventListener("online", this.#retry);
    document.removeEventListener("visibilitychange", this.#looked);
    clearTimeout(this.#hidden);
    this.#letGo();
  }

  #letGo() {
    this.#connection.abort(LET_GO);
    this.#goOn();
  }

  /** Reconnects at once when the browser is online again, since the old connection may be dead. */
  #retry = () => {
    if (!this.#resting) {
      this.#letGo();
    }
  };

  #looked = () => {
    clearTimeout(this.#hidden);
    if (document.hidden) {
      this.#hidden = setTimeout(() => {
        this.#resting = true;
        this.#letGo();
      }, HIDDEN_FOR);
    } else if (this.#resting) {
      this.#resting = false;
      this.#goOn();
    }
  };

  async #run() {
    let pause = FIRST_PAUSE;
    while (!this.#closed) {
      if (this.#resting) {
        await this.#rest();
        continue;
      }
      const refusal = await this.#follow(() => (pause = FIRST_PAUSE)).catch(refusalFrom);
      if (this.#closed || this.#connection.signal.reason === LET_GO) {
        continue;
      }
      if (refusal && !this.#listener.lost(refusal)) {
        this.close();
        return;
      }
      await this.#rest(Math.max(pause * (0.5 + Math.random() / 2), 1_000 * (refusal?.retryAfter ?? 0)));
      pause = Math.min(pause * 2, LONGEST_PAUSE);
    }
  }

  /** Waits until the tab is visible, or for a random pause, so that not all clients reconnect at once. */
  async #rest(pause) {
    await new Promise((resolve) => {
      this.#goOn = resolve;
      if (pause !== undefined) {
        setTimeout(resolve, pause);
      }
    });
  }

  /** Resolves to the refusal, or to null at the orderly end of an open stream, as when its access token has expired. */
  async #follow(opened) {
    const connection = (this.#connection = new AbortController());
    const headers = { Accept: "text/event-stream", ...(this.#place !== null && { "Last-Event-ID": this.#place }) };
    let silence = setTimeout(() => connection.abort(), LONGEST_SILENCE);
    try {
      const response = await send(this.#path, { headers, cache: "no-store", signal: connection.signal });
      if (!response.ok) {
        return await refusalOf(response);
      }
      if (!isOfType(response, "text/event-stream")) {
        return unreachable();
      }
      const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
      let rest = "";
      let told = 0;
      for (let part = await reader.read(); !part.done; part = await reader.read()) {
        clearTimeout(silence);
        silence = setTimeout(() => connection.abort(), LONGEST_SILENCE);
        const blocks = (rest + part.value).split("\n\n");
        rest = blocks.pop();
        told += blocks.length;
        this.#tell(blocks.map(parse), opened);
      }
      return told > 0 ? null : unreachable();
    } finally {
      clearTimeout(silence);
    }
  }

  /** Delivers events. The stream counts as open at its first block, which names its position. */
  #tell(blocks, opened) {
    if (this.#closed || blocks.length === 0) {
      return;
    }
    const place = blocks.findLast(({ id }) => id !== undefined)?.id;
    this.#place = place ?? this.#place;
    opened();
    this.#listener.opened();
    const events = blocks.filter(({ data }) => data !== undefined);
    if (events.length > 0) {
      this.#listener.events(events.map(({ event, data }) => ({ name: event, data: JSON.parse(data) })));
    }
  }
}

/** The fields of one event by name; a comment's name is empty. */
function parse(block) {
  return Object.fromEntries(block.split("\n").map((line) => {
    const colon = line.indexOf(": ");
    return [line.slice(0, colon), line.slice(colon + 2)];
  }));
}

function refusalFrom(failure) {
  return failure instanceof Refusal ? failure : unreachable();
}
