import './alarm.js';
import './boost.js';
import './pushon.js';
import './unread.js';

// The clock of the bar. It shows the deployment's zone: the server's minute, carried on by the time that passed here.
function startClock(): void {
  const clock = document.querySelector<HTMLTimeElement>('[data-clock]');
  const [hours, minutes, seconds] = (clock?.dateTime.slice(11).split(':') ?? []).map(Number);
  if (!clock || seconds === undefined) return;
  const begin = (hours * 60 + minutes) * 60 + seconds, since = performance.now();
  setInterval(() => {
    const now = Math.floor((begin + (performance.now() - since) / 1000) / 60) % 1440;
    const text = `${String(Math.floor(now / 60)).padStart(2, '0')}:${String(now % 60).padStart(2, '0')}`;
    if (clock.textContent !== text) clock.textContent = text;
  }, 1000);
}

// An open menu closes by Escape and by a press elsewhere.
document.addEventListener('click', event => {
  for (const menu of document.querySelectorAll<HTMLDetailsElement>('details:is(.who, .menu)[open]'))
    if (!menu.contains(event.target as Node)) menu.open = false;
});
document.addEventListener('keydown', event => {
  if (event.key === 'Escape') for (const menu of document.querySelectorAll<HTMLDetailsElement>('details:is(.who, .menu)[open]')) menu.open = false;
});

// On a narrow screen the bar is wider than the window: the entry of this page stands in sight.
function showHere(): void {
  const bar = document.querySelector<HTMLElement>('.bar nav'), here = bar?.querySelector<HTMLElement>('[aria-current=page], .here');
  const seen = here?.closest('details')?.querySelector('summary') ?? here;
  if (bar && seen) bar.scrollLeft = seen.getBoundingClientRect().left - bar.getBoundingClientRect().left + bar.scrollLeft - (bar.clientWidth - seen.offsetWidth) / 2;
}

startClock();
showHere();
