// The open card follows its case: when somebody moves it the card is fetched again. What a person has typed is never taken away:
// then the card only says that the case has changed, with a button to look.
const panel = document.getElementById('panel');
let timer: number | undefined;

const card = (): HTMLElement | null => panel?.querySelector<HTMLElement>('[data-case]') ?? null;

function isTyped(open: HTMLElement): boolean {
  if (open.dataset.kept !== undefined) return true; // typed before, refused, and shown again
  return [...open.querySelectorAll<HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement>('input:not([type=hidden]), textarea, select')].some(field => {
    if (field instanceof HTMLSelectElement) return field.selectedIndex !== Math.max(0, [...field.options].findIndex(option => option.defaultSelected));
    if (field instanceof HTMLInputElement && (field.type === 'radio' || field.type === 'checkbox')) return field.checked !== field.defaultChecked;
    return field.value !== field.defaultValue;
  });
}

function tell(open: HTMLElement): void {
  const line = open.querySelector<HTMLElement>('[data-moved]');
  if (line) line.hidden = false;
}

async function refresh(id: string): Promise<void> {
  timer = undefined;
  const open = card();
  if (!open || open.dataset.case !== id) return;
  if (isTyped(open)) return tell(open);
  const answer = await fetch(open.dataset.href!, { headers: { 'HX-Request': 'true', 'Gezhi-Background': '1', 'X-Part': 'panel', Accept: 'text/html' } }).catch(() => null);
  const fresh = answer?.ok && !answer.redirected ? new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('#panel [data-case]') : null;
  if (card() !== open) return; // another card was opened meanwhile
  if (!fresh || isTyped(open)) return tell(open);
  const now = document.importNode(fresh, true), focused = open.contains(document.activeElement) ? document.activeElement?.id : '';
  open.replaceWith(now);
  window.htmx?.process(now);
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
  document.dispatchEvent(new CustomEvent('htmx:after:swap', { bubbles: true, detail: {} }));
}

document.addEventListener('gezhi:moved', event => {
  const { id } = (event as CustomEvent<{ id: string }>).detail;
  if (card()?.dataset.case === id) timer ??= window.setTimeout(() => void refresh(id), 300);
});

export {};
