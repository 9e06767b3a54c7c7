import './alarm.js';
import './boost.js';
import './unread.js';

// Says in words whether there is a network; the strips belong to the field frame and its first page.
const gone = document.querySelector<HTMLElement>('[data-offline]');
function show(online: boolean): void {
  if (gone) gone.hidden = online;
  const fine = document.querySelector<HTMLElement>('[data-connected]');
  if (fine) fine.hidden = !online;
}
addEventListener('online', () => show(true));
addEventListener('offline', () => show(false));
document.addEventListener('gezhi:offline', () => show(false));
show(navigator.onLine);

// Which of my devices this one is: only the browser knows.
const own = Object.values((JSON.parse(localStorage.getItem('gezhi:field') ?? '{}') as { devices?: Record<string, string> }).devices ?? {});
for (const card of document.querySelectorAll<HTMLElement>('[data-device]'))
  if (own.includes(card.dataset.device!)) card.querySelector<HTMLElement>('[data-this-device]')!.hidden = false;

// The device's own time goes with what is sent, so that the record shows when it was done.
document.addEventListener('submit', event => {
  for (const field of (event.target as Element).querySelectorAll<HTMLInputElement>('[data-device-time]')) field.value = new Date().toISOString();
}, true);

// The order of the way from where one stands. The position goes in a header, is used for this one answer and is kept nowhere.
function order(): void {
  navigator.geolocation.getCurrentPosition(({ coords }) => {
    void window.htmx?.ajax('GET', location.pathname + location.search, {
      target: '#today', select: '#today', swap: 'outerMorph',
      headers: { 'X-Position': `${coords.longitude.toFixed(6)},${coords.latitude.toFixed(6)}` },
    });
  }, () => undefined, { enableHighAccuracy: true, timeout: 10000, maximumAge: 60000 });
}

if (document.querySelector('#today') && 'geolocation' in navigator) {
  const offer = () => { for (const button of document.querySelectorAll<HTMLElement>('#today [data-locate]')) button.hidden = false; };
  offer();
  document.addEventListener('htmx:after:swap', offer);
  document.addEventListener('click', event => { if ((event.target as Element).closest('#today [data-locate]')) order(); });
  // Asking for the position without a press is only polite when it was allowed before.
  void navigator.permissions?.query({ name: 'geolocation' }).then(answer => { if (answer.state === 'granted') order(); }, () => undefined);
}

// The app without network looks as these pages do.
const { dataset, lang } = document.documentElement;
localStorage.setItem('gezhi:look', JSON.stringify({ theme: dataset.theme ?? 'auto', elder: dataset.elder !== undefined, lang }));

// Who signs out here signs out of the app without network as well: its key dies, only what was not sent stays, sealed by the PIN.
document.addEventListener('submit', event => {
  const form = event.target as HTMLFormElement;
  if (new URL(form.action).pathname !== '/sign-out' || !localStorage.getItem('gezhi:field')) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  void import('./app/leave.js').then(({ leaveLast }) => leaveLast()).finally(() => form.submit());
}, true);

if ('serviceWorker' in navigator) void navigator.serviceWorker.register('/sw.js');
