// Notifications of this browser: the button appears where the browser can, and says so where it may not.
const part = document.querySelector<HTMLElement>('[data-push]');

const bytes = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), c => c.charCodeAt(0));

async function markOf(subscription: PushSubscription): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(subscription.endpoint));
  return [...new Uint8Array(hash)].map(b => b.toString(16).padStart(2, '0')).join('');
}

function isFor(subscription: PushSubscription, key: Uint8Array): boolean {
  const had = subscription.options.applicationServerKey;
  return had !== null && String(new Uint8Array(had)) === String(key);
}

/** The subscription of this browser for our key; one for a former key is given up. */
async function subscribe(worker: ServiceWorkerRegistration, key: Uint8Array<ArrayBuffer>): Promise<PushSubscription> {
  const had = await worker.pushManager.getSubscription();
  if (had && isFor(had, key)) return had;
  await had?.unsubscribe();
  return worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
}

async function hand(subscription: PushSubscription, to: string): Promise<boolean> {
  const { endpoint, keys } = subscription.toJSON();
  const answer = await fetch(to, {
    method: 'POST', headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
    body: JSON.stringify({ endpoint, p256dh: keys?.p256dh, auth: keys?.auth }),
  });
  return answer.ok;
}

async function start(part: HTMLElement): Promise<void> {
  const { push = '', pushTo = '' } = part.dataset;
  const button = part.querySelector<HTMLButtonElement>('[data-push-on]')!, said = part.querySelector<HTMLElement>('[data-push-said]')!;
  const say = (what: 'denied' | 'failed'): void => { said.textContent = part.dataset[what] ?? ''; };
  part.querySelector<HTMLElement>('[data-push-off]')!.hidden = true;
  const worker = await navigator.serviceWorker.register('/sw.js'), had = await worker.pushManager.getSubscription();
  const row = had && document.querySelector<HTMLElement>(`[data-device="${await markOf(had)}"]`);
  if (row) {
    row.querySelector<HTMLElement>('[data-this]')!.hidden = false;
    return;
  }
  if (Notification.permission === 'denied') return say('denied');
  button.hidden = false;
  button.addEventListener('click', () => void (async () => {
    button.disabled = true;
    try {
      if (await Notification.requestPermission() !== 'granted') return say('denied');
      await navigator.serviceWorker.ready;
      if (await hand(await subscribe(worker, bytes(push)), pushTo)) location.reload();
      else say('failed');
    } catch (fault) {
      if (!(fault instanceof DOMException) && !(fault instanceof TypeError)) throw fault;
      say('failed'); // the push service is out of reach, or the browser has none
    } finally {
      button.disabled = false;
    }
  })());
}

if (part && 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window) void start(part);

export {};
