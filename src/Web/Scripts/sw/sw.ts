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

// A notification says that there is news and where; what it is stands on the page, behind the sign-in or the receipt.
interface News { id: string; title: string; text: string; link: string }

worker.addEventListener('push', event => {
  const news = event.data?.json() as News | undefined;
  if (news) event.waitUntil(worker.registration.showNotification(news.title, { body: news.text, tag: news.id, data: news.link, icon: '/favicon.svg' }));
});

// The browser's maker gave the browser another address: handed in at the door of whoever is signed in; who is not hands it in with the next sign-in.
interface Changed extends ExtendableEvent { oldSubscription: PushSubscription | null; newSubscription: PushSubscription | null }

async function handIn({ oldSubscription, newSubscription }: Changed): Promise<void> {
  const now = newSubscription ?? (oldSubscription && await worker.registration.pushManager.subscribe(oldSubscription.options));
  if (!now) return;
  const { endpoint, keys } = now.toJSON();
  const body = JSON.stringify({ endpoint, p256dh: keys?.p256dh, auth: keys?.auth, before: oldSubscription?.endpoint });
  for (const door of ['/api/me/devices', '/api/my/devices'])
    if ((await fetch(door, { method: 'PUT', headers: { 'Content-Type': 'application/json', Accept: 'application/json' }, body })).ok) return;
}

worker.addEventListener('pushsubscriptionchange', event => { (event as Changed).waitUntil(handIn(event as Changed)); });

async function open(link: unknown): Promise<void> {
  const address = new URL(String(link), worker.location.origin);
  if (address.origin !== worker.location.origin) return;
  const windows = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const there = windows.find(client => client.url === address.href);
  await (there ? there.focus() : worker.clients.openWindow(address.href));
}

worker.addEventListener('notificationclick', event => {
  event.notification.close();
  event.waitUntil(open(event.notification.data));
});
