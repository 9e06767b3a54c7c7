// The red number of messages that were not read: counted when the page opens and whenever the stream tells of one.
const places = document.querySelectorAll<HTMLElement>('[data-unread]');

async function count(): Promise<void> {
  const answer = await fetch('/messages/unread', { headers: { 'Gezhi-Background': '1', Accept: 'application/json' } }).catch(() => null);
  if (!answer?.ok || answer.redirected) return;
  const { unread } = await answer.json() as { unread: number };
  for (const place of places) {
    const number = place.querySelector<HTMLElement>('em');
    if (!number) continue;
    number.hidden = unread === 0;
    number.textContent = String(Math.min(unread, 99));
    const words = place.dataset.words;
    if (words) place.setAttribute('aria-label', unread ? words.replace('{0}', String(unread)) : place.dataset.none ?? '');
  }
}

if (places.length) {
  document.addEventListener('gezhi:told', () => void count());
  document.addEventListener('visibilitychange', () => { if (document.visibilityState === 'visible') void count(); });
  void count();
}

export {};
