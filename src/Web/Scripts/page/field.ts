import './boost.js';

// Says in words when the network is gone; the strip belongs to the field frame.
const strip = document.querySelector<HTMLElement>('[data-offline]');
function show(): void {
  if (strip) strip.hidden = navigator.onLine;
}
addEventListener('online', show);
addEventListener('offline', show);
document.addEventListener('gezhi:offline', () => { if (strip) strip.hidden = false; });
show();

if ('serviceWorker' in navigator) void navigator.serviceWorker.register('/sw.js');
