// J and K move through the queue, other keys press what is marked for them: data-key="a", "d", "/", "?", "enter", "escape".
const here = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('[data-queue] > [data-row]')];

function move(by: number): void {
  const rows = here(), at = rows.findIndex(row => row.classList.contains('on'));
  const next = rows[at < 0 ? (by > 0 ? 0 : rows.length - 1) : Math.min(Math.max(at + by, 0), rows.length - 1)];
  if (!next || rows[at] === next) return;
  rows[at]?.classList.remove('on');
  next.classList.add('on');
  next.scrollIntoView({ block: 'nearest' });
  const link = next.querySelector<HTMLAnchorElement>('a[href]');
  link?.focus({ preventScroll: true });
  link?.click();
}

/** The card may still be on its way after J or K: then a key must not act on the card before. */
function cardIsBehind(): boolean {
  const row = document.querySelector<HTMLElement>('[data-queue] > [data-row].on'), card = document.querySelector<HTMLElement>('[data-case]');
  return !!row && !!card && row.dataset.row !== card.dataset.case;
}

function press(key: string): boolean {
  if (cardIsBehind() && /^([a-z]|enter)$/.test(key)) return true;
  const target = [...document.querySelectorAll<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)].find(one => one.offsetParent !== null && !one.matches(':disabled'));
  if (!target) return false;
  if (target.matches('input, textarea, select')) target.focus();
  else target.click();
  return true;
}

document.addEventListener('keydown', event => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat && !'jk'.includes(event.key)) return;
  const target = event.target as HTMLElement;
  if (target.closest('input, textarea, select, [contenteditable], dialog[open]')) {
    if (event.key === 'Escape') target.blur();
    return;
  }
  const key = event.key.toLowerCase();
  if (key === 'j' || key === 'k') move(key === 'j' ? 1 : -1);
  else if (key === 'enter' ? !(target.closest('[data-row].on') && press(key)) : !(/^([a-z0-9/?]|escape)$/.test(key) && press(key))) return;
  event.preventDefault();
});

export {};
