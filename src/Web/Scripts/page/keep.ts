// What was typed outlives a reload, a lost network and a look at another page: kept in this tab alone until it is sent.
const store = 'gezhi:report';
const unkept = new Set(['__RequestVerificationToken', '_handler', 'Draft', 'Sheet', 'PhotoFacts', 'PlaceNamed', 'PlaceAsked']);

type Typed = Record<string, string[]>;

export function keep(form: HTMLFormElement): void {
  const typed: Typed = {};
  for (const [name, value] of new FormData(form))
    if (typeof value === 'string' && !unkept.has(name)) (typed[name] ??= []).push(value);
  try {
    sessionStorage.setItem(store, JSON.stringify(typed));
  } catch (fault) {
    if (!(fault instanceof DOMException)) throw fault; // full or forbidden: then nothing is kept
  }
}

export function forget(): void {
  sessionStorage.removeItem(store);
}

/** Puts back what was typed, its key as well: what arrived although the answer was lost is not reported twice. */
export function restore(form: HTMLFormElement): void {
  const kept = sessionStorage.getItem(store);
  if (kept === null) return;
  const typed = JSON.parse(kept) as Typed;
  for (const field of form.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input[name], textarea[name]')) {
    if (unkept.has(field.name) || field.type === 'file') continue;
    if (field instanceof HTMLInputElement && (field.type === 'checkbox' || field.type === 'radio')) field.checked = typed[field.name]?.includes(field.value) ?? false;
    else field.value = typed[field.name]?.[0] ?? field.value;
  }
  for (const more of form.querySelectorAll('details'))
    more.open ||= [...more.querySelectorAll('input')].some(field => field.type === 'tel' ? field.value !== '' : field.checked);
  form.dispatchEvent(new CustomEvent('gezhi:restored'));
}
