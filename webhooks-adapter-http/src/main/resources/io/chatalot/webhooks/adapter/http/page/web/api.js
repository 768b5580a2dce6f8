/** A failed request: its status (0 without an answer), and a message to show. */
export class Refusal extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

/** The failure of a request without a complete answer. */
export const unreachable = () => new Refusal(0, "Cannot reach the server.");

/** Makes a failure of an error answer, with the server's message. */
export async function refusalOf(response) {
  const json = await response.json().catch(() => null);
  return new Refusal(response.status, json?.error?.message ?? `The server answered ${response.status}.`);
}

/** Calls the server with the session's cookie. Resolves to the answer's JSON, or null if its body is empty. */
export async function call(method, path, body) {
  const options = { method, headers: {} };
  if (body !== undefined) {
    options.headers["Content-Type"] = "application/json";
    options.body = JSON.stringify(body);
  }
  try {
    const response = await fetch(path, options);
    if (!response.ok) {
      throw await refusalOf(response);
    }
    const text = await response.text();
    return text ? JSON.parse(text) : null;
  } catch (failure) {
    throw failure instanceof Refusal ? failure : unreachable();
  }
}

export const get = (path) => call("GET", path);
export const post = (path, body) => call("POST", path, body);
export const patch = (path, body) => call("PATCH", path, body);
export const del = (path) => call("DELETE", path);
