import { isAnswer, signedOut, unreachable } from "./refusal.js";

/** The items in which Chatalot's client keeps its session, for all pages of its origin. */
const ACCESS = "chatalot_access_token";
const REFRESH = "chatalot_refresh_token";

const RENEW = "/api/auth/refresh";

/** Our own item: the end of the refresh token that a page of ours spent last. */
const SPENT = "chatalot_webhooks_spent";
const SPENT_CHARACTERS = 16;

/** The lock of the one tab that renews. */
const LOCK = "chatalot_webhooks_renewal";

/** How long another tab, or Chatalot's client, may take to store new tokens before this page renews by itself. */
const OTHERS_TAKE = 2_000;
const LOOK_AGAIN = 100;

/** How long Chatalot may take to answer a renewal, for which other tabs wait too. */
const ANSWER_TAKES = 30_000;

/** A new access token that the server refused at once. Another renewal would not help. */
let useless = null;

const accessToken = () => localStorage.getItem(ACCESS);

/** Whether Chatalot's client has a session, which may have expired. */
export const hasSession = () => Boolean(accessToken());

/**
 * Sends a request with Chatalot's access token and without cookies. Renews a refused token, and sends once more, but not
 * as another user, who has logged in meanwhile.
 */
export async function sendAtChatalot(path, options) {
  const token = accessToken();
  if (!token) {
    throw signedOut();
  }
  const first = await sendWith(token, path, options);
  if (!isRefused(first)) {
    return first;
  }
  const other = await renewed(token);
  if (userOf(other) !== userOf(token)) {
    throw signedOut();
  }
  const second = await sendWith(other, path, options);
  if (isRefused(second)) {
    useless = other;
  }
  return second;
}

function sendWith(token, path, options) {
  const headers = { ...options.headers, Authorization: `Bearer ${token}` };
  return fetch(path, { ...options, headers, credentials: "omit" });
}

const isRefused = (response) => response.status === 401 && isAnswer(response);

/** Resolves to the access token in place of a refused one. Without locks, as over plain HTTP, others have to renew. */
async function renewed(refused) {
  const renewal = async (lock) => (await replaced(refused)) ?? (lock ? spend(refused) : ended());
  return navigator.locks ? navigator.locks.request(LOCK, renewal) : renewal(null);
}

/** Waits for another token in place of the refused one. Resolves to null if there is none in time. */
async function replaced(refused) {
  const end = performance.now() + OTHERS_TAKE;
  for (;;) {
    const token = accessToken();
    if (token !== refused) {
      return token || ended();
    }
    if (performance.now() >= end) {
      return null;
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN));
  }
}

/** Trades the refresh token, which is good for one use, for new tokens, and stores these. */
async function spend(refused) {
  const old = localStorage.getItem(REFRESH);
  const mark = old?.slice(-SPENT_CHARACTERS);
  if (!old || localStorage.getItem(SPENT) === mark || refused === useless) {
    return ended();
  }
  localStorage.setItem(SPENT, mark);
  const tokens = await trade(old).catch((failure) => {
    localStorage.removeItem(SPENT);
    throw failure;
  });
  const token = accessToken();
  if (!tokens || localStorage.getItem(REFRESH) !== old) {
    return token && token !== refused ? token : ended();
  }
  // The refresh token first: a change of the access token makes other tabs read both.
  localStorage.setItem(REFRESH, tokens.refresh_token);
  localStorage.setItem(ACCESS, tokens.access_token);
  return tokens.access_token;
}

/** Resolves to new tokens, or to null if the refresh token is used up without any. Fails if Chatalot does not answer. */
async function trade(refresh_token) {
  const headers = { "Content-Type": "application/json" };
  const body = JSON.stringify({ refresh_token });
  const signal = AbortSignal.timeout(ANSWER_TAKES);
  const response = await fetch(RENEW, { method: "POST", headers, body, signal, credentials: "omit", cache: "no-store" });
  if (!isAnswer(response) || response.status === 429 || response.status >= 500) {
    throw unreachable();
  }
  const tokens = response.ok && (await response.json().catch(() => null));
  return tokens?.access_token && tokens.refresh_token ? tokens : null;
}

function ended() {
  throw signedOut();
}

/** Calls back when another tab changes the session: whether there is one, and whether it is of the same user. */
export function followSession(changed) {
  let known = accessToken();
  const look = () => {
    const token = accessToken();
    if (token !== known) {
      const sameUser = userOf(token) === userOf(known);
      known = token;
      changed({ present: Boolean(token), sameUser });
    }
  };
  window.addEventListener("storage", look);
  // A page that the browser froze gets no events.
  window.addEventListener("pageshow", look);
  document.addEventListener("visibilitychange", look);
}

/** The user in an access token, or the token itself if it cannot be read. */
function userOf(token) {
  try {
    return JSON.parse(atob(token.split(".")[1].replace(/-/g, "+").replace(/_/g, "/"))).sub;
  } catch {
    return token;
  }
}
