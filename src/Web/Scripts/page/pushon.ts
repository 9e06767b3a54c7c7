// A browser in which notifications were on goes on hearing after the next sign-in: it hands its address in again, without asking or showing anything.
const often = 5 * 60_000, last = 'gz-push-handed';

async function handAgain(to: string): Promise<void> {
  if (Date.now() - Number(sessionStorage.getItem(last) ?? 0) < often) return;
  const worker = await navigator.serviceWorker.getRegistration('/'), subscription = await worker?.pushManager.getSubscription();
  if (!subscription) return;
  sessionStorage.setItem(last, String(Date.now()));
  const { endpoint, keys } = subscription.toJSON();
  await fetch(to, {
    method: 'PUT', headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
    body: JSON.stringify({ endpoint, p256dh: keys?.p256dh, auth: keys?.auth }),
  });
}

if ('serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window && Notification.permission === 'granted')
  handAgain('/api/me/devices').catch((fault: unknown) => {
    if (!(fault instanceof TypeError) && !(fault instanceof DOMException)) throw fault; // no network: the next page does it
  });

export {};
