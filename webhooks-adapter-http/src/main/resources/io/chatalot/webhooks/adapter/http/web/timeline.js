/** The messages that are shown, the oldest first, each once whatever way it came. */
export class Timeline {
  #order = [];
  #byId = new Map();
  /** Deleted while a page was on its way, which may still have them. */
  #removed = new Set();
  /** Edited while a page was on its way, which may still have them as they were. */
  #edited = new Map();

  messages() {
    return this.#order.map((id) => this.#byId.get(id));
  }

  /** Begins anew with the newest page, the newest first, and keeps what came after it. */
  reset(page) {
    const inPage = new Set(page.map((message) => message.id));
    const newest = page[0]?.created_at ?? "";
    const after = this.messages().filter((message) => !inPage.has(message.id) && message.created_at > newest);
    this.#order = [];
    this.#byId.clear();
    [...page].reverse().concat(after).forEach((message) => this.add(message));
  }

  /** Adds an older page, the newest first. */
  prepend(page) {
    const older = [...page].reverse().filter((message) => !this.#byId.has(message.id) && !this.#removed.has(message.id));
    older.forEach((message) => this.#byId.set(message.id, this.#latest(message)));
    this.#order = older.map((message) => message.id).concat(this.#order);
  }

  /** Returns whether the message was not there yet. */
  add(message) {
    if (this.#removed.has(message.id)) {
      return false;
    }
    const isNew = !this.#byId.has(message.id);
    if (isNew) {
      this.#order.push(message.id);
    }
    this.#byId.set(message.id, this.#latest(message));
    return isNew;
  }

  edit(message) {
    this.#edited.set(message.id, message);
    if (this.#byId.has(message.id)) {
      this.#byId.set(message.id, this.#latest(message));
    }
    return false;
  }

  remove({ id }) {
    this.#removed.add(id);
    if (this.#byId.delete(id)) {
      this.#order = this.#order.filter((other) => other !== id);
    }
    return false;
  }

  #latest(message) {
    const edited = this.#edited.get(message.id);
    return edited && !(Date.parse(message.edited_at) > Date.parse(edited.edited_at)) ? edited : message;
  }
}
