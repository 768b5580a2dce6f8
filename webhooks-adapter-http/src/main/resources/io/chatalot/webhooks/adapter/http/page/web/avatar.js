import { Component, h } from "./preact.module.js";

/** An avatar: the picture, or the name's initials if there is no picture or it fails to load. */
export class Avatar extends Component {
  state = { broken: null };

  render({ url, name }, { broken }) {
    if (url && broken !== url) {
      return h("img", {
        class: "avatar", src: url, alt: "", width: 36, height: 36, loading: "lazy", decoding: "async",
        referrerpolicy: "no-referrer", onError: () => this.setState({ broken: url }),
      });
    }
    return h("span", { class: `avatar tone-${toneOf(name)}`, "aria-hidden": "true" }, initials(name));
  }
}

function initials(name) {
  const words = name.trim().split(/\s+/);
  const letters = words.length > 1 ? [words[0], words[words.length - 1]] : [words[0]];
  return letters.map((word) => [...word][0]?.toUpperCase() ?? "").join("");
}

function toneOf(name) {
  return [...name].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)) % 5, 7);
}
