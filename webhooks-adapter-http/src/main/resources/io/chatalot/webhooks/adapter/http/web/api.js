/** A refusal, in the server's own words. */
export class Refusal extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

/** Calls the server with the session's cookie. Gives the answer's JSON, or null if it has none. */
export async function call(method, path, body) {
  const options = { method, headers: {} };
  if (body !== undefined) {
    options.headers["Content-Type"] = "application/json";
    options.body = JSON.stringify(body);
  }
  let response;
  try {
    response = await fetch(path, options);
  } catch {
    throw new Refusal(0, "The server can't be reached.");
  }
  const text = await response.text();
  const json = text && response.headers.get("Content-Type")?.startsWith("application/json") ? JSON.parse(text) : null;
  if (!response.ok) {
    throw new Refusal(response.status, json?.error?.message ?? `The server answered ${response.status}.`);
  }
  return json;
}

export const get = (path) => call("GET", path);
export const post = (path, body) => call("POST", path, body);
export const patch = (path, body) => call("PATCH", path, body);
export const del = (path) => call("DELETE", path);
