import { h } from "./preact.module.js";

/** Something is on its way. */
export function Loading({ what }) {
  return h("p", { class: "loading", role: "status" }, `Loading ${what}…`);
}

/** Something went wrong; in the server's own words. */
export function Failure({ message, retry }) {
  return h("div", { class: "failure", role: "alert" },
    h("p", null, message),
    retry && h("button", { onClick: retry }, "Try again"));
}
