import { sendAtChatalot } from "./chatalot.js";

/** Whether the page is beside a Chatalot, and uses the session of Chatalot's client. */
export const besideChatalot = document.documentElement.dataset.session === "host";

/** Sends a request with the session: Chatalot's access token, or the cookie. Paths are relative to the page. */
export const send = besideChatalot ? sendAtChatalot : (path, options) => fetch(path, options);
