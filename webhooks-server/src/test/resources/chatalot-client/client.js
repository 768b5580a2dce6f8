// What Chatalot's client does with its session.
const ready = navigator.serviceWorker
  .register("/service-worker.js")
  .then(() => navigator.serviceWorker.ready);

function keep({ access_token, refresh_token }) {
  localStorage.setItem("chatalot_refresh_token", refresh_token);
  localStorage.setItem("chatalot_access_token", access_token);
}

async function post(path, body) {
  const headers = { "Content-Type": "application/json" };
  const answer = await fetch(path, { method: "POST", headers, body: JSON.stringify(body) });
  return answer.json();
}

const client = {
  ready,
  keep,
  logIn: async (username) => keep(await post("/api/auth/login", { username })),
  renew: async () =>
    keep(await post("/api/auth/refresh", { refresh_token: localStorage.getItem("chatalot_refresh_token") })),
  logOut: () => {
    localStorage.removeItem("chatalot_access_token");
    localStorage.removeItem("chatalot_refresh_token");
  },
};

// Which tokens another tab changed, in order.
const changed = [];
window.addEventListener("storage", ({ key }) => changed.push(key));
