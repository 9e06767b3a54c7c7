/// <reference lib="webworker" />
// In a cellar the field app answers with a plain page in words instead of the browser's error. Nothing with a person's data
// or a token is ever kept: only the vendored libraries, the looks, and that one page.
const worker = self as unknown as ServiceWorkerGlobalScope;
const store = 'gezhi-1';
const page = '/offline.html';
const kept = [page, '/css/tokens.css', '/css/base.css', '/favicon.svg'];

worker.addEventListener('install', event => {
  event.waitUntil(caches.open(store).then(cache => cache.addAll(kept)).then(() => worker.skipWaiting()));
});

worker.addEventListener('activate', event => {
  event.waitUntil(
    caches.keys()
      .then(names => Promise.all(names.filter(name => name !== store).map(name => caches.delete(name))))
      .then(() => worker.clients.claim()),
  );
});

async function library(request: Request): Promise<Response> {
  const cache = await caches.open(store);
  const had = await cache.match(request);
  if (had) return had;
  const answer = await fetch(request);
  if (answer.ok) await cache.put(request, answer.clone());
  return answer;
}

worker.addEventListener('fetch', event => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== worker.location.origin) return;
  if (pathname.startsWith('/lib/')) event.respondWith(library(request));
  else if (request.mode === 'navigate')
    event.respondWith(fetch(request).catch(async () => (await caches.match(page)) ?? Response.error()));
  else if (kept.includes(pathname)) event.respondWith(fetch(request).catch(async () => (await caches.match(pathname)) ?? Response.error()));
});
