/**
 * The shown messages, the oldest first, without duplicates. Their order is that of the server's events, not of their
 * times, since the clocks of several nodes may differ.
 */
export class Timeline {
  #order = [];
  #byId = new Map();
  /** Ids of deleted messages, which a page requested before may still contain. */
  #removed = new Set();
  /** Edited messages, whose old version a page requested before may still contain. */
  #edited = new Map();

  get size() {
    return this.#order.length;
  }

  has(id) {
    return this.#byId.has(id);
  }

  messages() {
    return this.#order.map((id) => this.#byId.get(id));
  }

  /** Starts from the newest page (newest first), and keeps messages whose events came after the page was read. */
  begin(page) {
    const inPage = new Set(page.map(({ id }) => id));
    const told = this.messages();
    const since = told.slice(told.findLastIndex(({ id }) => inPage.has(id)) + 1);
    this.#order = [];
    this.#byId.clear();
    [...page].reverse().concat(since).forEach((message) => this.add(message));
  }

  /** Adds an older page (newest first). */
  prepend(page) {
    const older = [...page].reverse().filter(({ id }) => !this.#byId.has(id) && !this.#removed.has(id));
    older.forEach((message) => this.#byId.set(message.id, this.#latest(message)));
    this.#order = older.map(({ id }) => id).concat(this.#order);
  }

  /** Adds a message unless it is there: the shown version is at least as new, since old events carry old versions. */
  add(message) {
    if (!this.#byId.has(message.id) && !this.#removed.has(message.id)) {
      this.#order.push(message.id);
      this.#byId.set(message.id, this.#latest(message));
    }
  }

  edit(message) {
    this.#edited.set(message.id, message);
    if (this.#byId.has(message.id)) {
      this.#byId.set(message.id, message);
    }
  }

  remove({ id }) {
    this.#removed.add(id);
    if (this.#byId.delete(id)) {
      this.#order = this.#order.filter((other) => other !== id);
    }
  }

  /** Drops all but the newest messages. */
  keepNewest(count) {
    this.#order.splice(0, this.#order.length - count).forEach((id) => this.#byId.delete(id));
  }

  /** The edited version, if an event brought one: no page is newer, or another edit event will follow. */
  #latest(message) {
    return this.#edited.get(message.id) ?? message;
  }
}
