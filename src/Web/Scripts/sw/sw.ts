/// <reference lib="webworker" />
// In a cellar the field app opens from here and every other page answers in words instead of the browser's error. Nothing with a person's data or a
// token is ever kept: only the vendored libraries, the looks, and the files of the app, whose page is the same for everybody.
const worker = self as unknown as ServiceWorkerGlobalScope;
const store = 'gezhi-2', appStore = 'gezhi-app-', gateStore = 'gezhi-gate-';
const page = '/offline.html', app = '/field/app', gate = '/community/gate';
const isShell = (name: string): boolean => name.startsWith(appStore) || name.startsWith(gateStore);
const kept = [page, '/css/tokens.css', '/css/base.css', '/favicon.svg'];

worker.addEventListener('install', event => {
  event.waitUntil(caches.open(store).then(cache => cache.addAll(kept)).then(() => refresh(app, appStore).catch(() => undefined)).then(() => refresh(gate, gateStore).catch(() => undefined)).then(() => worker.skipWaiting()));
});

worker.addEventListener('activate', event => {
  event.waitUntil(
    caches.keys()
      .then(names => Promise.all(names.filter(name => name !== store && !isShell(name)).map(name => caches.delete(name))))
      .then(() => worker.clients.claim()),
  );
});

/** The newest set of the files of a page that opens without network, once it came whole; older ones go only then. */
async function refresh(shell: string, own: string): Promise<Response> {
  const answer = await fetch(shell, { cache: 'no-store' });
  if (!answer.ok || answer.redirected) return answer;
  const text = await answer.clone().text(), version = /name="version" content="([0-9a-f]+)"/.exec(text)?.[1], names = await caches.keys();
  if (!version) return answer;
  const name = own + version, had = names.includes(name), cache = await caches.open(name);
  if (!had) {
    const files = new Set([...text.matchAll(/(?:href|src)="(\/(?:css|js|icons)\/[^"]+|\/favicon\.svg|\/field\.webmanifest)"/g)].map(found => found[1]!));
    try {
      await cache.addAll([...files].map(file => new Request(file, { cache: 'no-cache' })));
    } catch (fault) {
      await caches.delete(name);
      throw fault;
    }
  }
  await cache.put(shell, answer.clone());
  await Promise.all(names.filter(old => old.startsWith(own) && old !== name).map(old => caches.delete(old)));
  return answer;
}

const ofApp = async (path: string): Promise<Response | undefined> => {
  for (const name of (await caches.keys()).filter(isShell)) {
    const found = await (await caches.open(name)).match(path);
    if (found) return found;
  }
  return undefined;
};

async function library(request: Request): Promise<Response> {
  const cache = await caches.open(store);
  const had = await cache.match(request);
  if (had) return had;
  const answer = await fetch(request);
  if (answer.ok) await cache.put(request, answer.clone());
  return answer;
}

/** Such a page opens at once from the device and looks for a newer one behind the back of the worker, who meets it at the next opening. */
async function openShell(event: FetchEvent, shell: string, own: string): Promise<Response> {
  const had = await ofApp(shell), fresh = refresh(shell, own);
  if (!had) return fresh.catch(async () => (await caches.match(page)) ?? Response.error());
  event.waitUntil(fresh.catch(() => undefined));
  return had;
}

/** Pages of the field without network: the app has the same, from its store. */
async function withoutNetwork(pathname: string, code: string | null): Promise<Response> {
  if (pathname === '/community/door' && await ofApp(gate)) return Response.redirect(code ? `${gate}#code=${encodeURIComponent(code)}` : gate);
  const task = /^\/field\/tasks\/([0-9a-f-]{36})$/.exec(pathname)?.[1];
  if ((pathname === '/field' || pathname.startsWith('/field/')) && await ofApp(app))
    return Response.redirect(`${app}#/${task ? `task/${task}` : ({ '/field/map': 'map', '/field/new': 'new', '/field/me': 'me' } as Record<string, string>)[pathname] ?? ''}`);
  return (await caches.match(page)) ?? Response.error();
}

worker.addEventListener('fetch', event => {
  const { request } = event;
  const { origin, pathname, searchParams } = new URL(request.url);
  if (request.method !== 'GET' || origin !== worker.location.origin) return;
  if (pathname.startsWith('/lib/')) event.respondWith(library(request));
  else if (request.mode === 'navigate' && pathname === app) event.respondWith(openShell(event, app, appStore));
  else if (request.mode === 'navigate' && pathname === gate) event.respondWith(openShell(event, gate, gateStore));
  else if (request.mode === 'navigate') event.respondWith(fetch(request).catch(() => withoutNetwork(pathname, searchParams.get('code'))));
  else if (pathname.startsWith('/js/app/')) event.respondWith(ofApp(pathname).then(had => had ?? fetch(request)));
  else if (kept.includes(pathname) || /^\/(css|js|icons)\//.test(pathname))
    event.respondWith(fetch(request).catch(async () => (await ofApp(pathname)) ?? (await caches.match(pathname)) ?? Response.error()));
});

// Second net: when the network is back the browser wakes this worker, and an open window sends. The key to what is stored lives in the windows only.
worker.addEventListener('sync', event => {
  const woken = event as ExtendableEvent & { tag: string };
  if (woken.tag === 'gezhi-outbox')
    woken.waitUntil(worker.clients.matchAll({ type: 'window' }).then(windows => { for (const window of windows) window.postMessage('gezhi:flush'); }));
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
