// Keeps each GET, and answers a failed call with what it kept, or with the client's page and status 200.
const KEPT = "kept";

self.addEventListener("install", (event) =>
  event.waitUntil(caches.open(KEPT).then((cache) => cache.add("/")).then(() => self.skipWaiting())));

self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { pathname } = new URL(event.request.url);
  if (!["/api", "/ws", "/_app/"].some((prefix) => pathname.startsWith(prefix))) {
    event.respondWith(answer(event.request));
  }
});

async function answer(request) {
  const cache = await caches.open(KEPT);
  try {
    const response = await fetch(request);
    if (request.method === "GET") {
      // Not awaited, because a stream has no end.
      cache.put(request, response.clone()).catch(() => {});
    }
    return response;
  } catch {
    return (await cache.match(request)) ?? (await cache.match("/"));
  }
}
