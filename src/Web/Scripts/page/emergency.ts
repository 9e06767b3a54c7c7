// The page of an emergency renews itself when something happens in it; forms carry the place and time of the device.
import { ring } from './alarm.js';

let position: GeolocationPosition | undefined;

function renew(): void {
  const part = document.querySelector<HTMLElement>('#emergency');
  const typing = document.activeElement?.closest('#emergency form');
  if (!part || (typing && document.activeElement?.matches('input:not([type=hidden]), textarea, select'))) return;
  void window.htmx?.ajax('GET', location.pathname, { target: '#emergency', select: '#emergency', swap: 'outerMorph', headers: { 'Gezhi-Background': '1' } });
}

const own = document.querySelector<HTMLElement>('[data-emergency]')?.dataset.emergency;
if (own) {
  document.addEventListener('gezhi:emergency', event => {
    const { id } = (event as CustomEvent<{ id: string }>).detail;
    if (own === 'list' || own === id) renew();
  });
  window.setInterval(renew, 15_000);
}

function fill(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-locate-form]')) {
    const lon = form.querySelector<HTMLInputElement>('[data-lon]'), lat = form.querySelector<HTMLInputElement>('[data-lat]');
    if (!lon || !lat || !position) continue;
    lon.value = position.coords.longitude.toFixed(6);
    lat.value = position.coords.latitude.toFixed(6);
  }
  const said = document.querySelector<HTMLElement>('[data-place-said]');
  if (said && position) said.textContent = (said.dataset.found ?? '').replace('{0}', String(Math.round(position.coords.accuracy)));
}

// Whoever opens this page is in an emergency: the place is asked for at once, and only for the forms of this page.
if (document.querySelector('form[data-locate-form]') && 'geolocation' in navigator)
  navigator.geolocation.watchPosition(found => { position = found; fill(); }, () => undefined, { enableHighAccuracy: true, timeout: 15_000, maximumAge: 30_000 });
document.addEventListener('htmx:after:swap', fill);
document.addEventListener('submit', event => {
  fill();
  for (const field of (event.target as Element).querySelectorAll<HTMLInputElement>('[data-device-time]')) field.value = new Date().toISOString();
}, true);

function offerSound(): void {
  for (const button of document.querySelectorAll<HTMLElement>('[data-sound]')) button.hidden = false;
}
offerSound();
document.addEventListener('htmx:after:swap', offerSound);
document.addEventListener('click', event => { if ((event.target as Element).closest('[data-sound]')) window.setTimeout(ring, 100); });
