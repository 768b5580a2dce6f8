import { Refusal, isAnswer, refusalOf, unreachable } from "./refusal.js";
import { send } from "./session.js";

/** Calls the server with the session. Resolves to the answer's JSON, or to null for 204. */
export async function call(method, path, body) {
  const options = { method, headers: {} };
  if (body !== undefined) {
    options.headers["Content-Type"] = "application/json";
    options.body = JSON.stringify(body);
  }
  try {
    const response = await send(path, options);
    if (!response.ok || !isAnswer(response)) {
      throw await refusalOf(response);
    }
    return response.status === 204 ? null : await response.json();
  } catch (failure) {
    throw failure instanceof Refusal ? failure : unreachable();
  }
}

export const get = (path) => call("GET", path);
export const post = (path, body) => call("POST", path, body);
export const patch = (path, body) => call("PATCH", path, body);
export const del = (path) => call("DELETE", path);
