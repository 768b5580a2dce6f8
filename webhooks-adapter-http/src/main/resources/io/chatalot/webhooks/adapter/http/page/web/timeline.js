/**
 * The messages that are shown, the oldest first, each once whatever way it came. The order is the one in which the
 * server tells them: clocks of several nodes may differ.
 */
export class Timeline {
  #order = [];
  #byId = new Map();
  /** Deleted while a page was on its way, which may still have them. */
  #removed = new Set();
  /** Edited while a page was on its way, which may still have them as they were. */
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

  /** Begins with the newest page, the newest first, and keeps what was told since it was read. */
  begin(page) {
    const inPage = new Set(page.map(({ id }) => id));
    const told = this.messages();
    const since = told.slice(told.findLastIndex(({ id }) => inPage.has(id)) + 1);
    this.#order = [];
    this.#byId.clear();
    [...page].reverse().concat(since).forEach((message) => this.add(message));
  }

  /** Adds an older page, the newest first. */
  prepend(page) {
    const older = [...page].reverse().filter(({ id }) => !this.#byId.has(id) && !this.#removed.has(id));
    older.forEach((message) => this.#byId.set(message.id, this.#latest(message)));
    this.#order = older.map(({ id }) => id).concat(this.#order);
  }

  /** What is there already is at least as new: a page has messages as they are, and the history as they were. */
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

  /** Forgets the older ones. */
  keepNewest(count) {
    this.#order.splice(0, this.#order.length - count).forEach((id) => this.#byId.delete(id));
  }

  /** An edit that was told is as new as any page, or the one that is newer will be told. */
  #latest(message) {
    return this.#edited.get(message.id) ?? message;
  }
}
