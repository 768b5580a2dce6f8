import { render, h } from "./preact.module.js";
import { App } from "./app.js";

render(h(App), document.getElementById("app"));
