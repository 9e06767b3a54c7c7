// The resident's report page: sending, keeping what was typed, changing language or type size without losing anything.
import { begin as photos } from './photos.js';
import { begin as place } from './place.js';
import { begin as voice } from './voice.js';
import { forget, keep, restore } from './keep.js';
import { busy, post, prepared, say } from './send.js';

const returned = 'gezhi:returned';
const reportForm = () => document.querySelector<HTMLFormElement>('form[data-report]');

function begin(): void {
  const form = reportForm();
  if (!form) return;
  for (const label of form.querySelectorAll<HTMLElement>('[data-file]')) oneFile(label);
  for (const event of ['input', 'change', 'gezhi:placed']) form.addEventListener(event, () => keep(form));
  form.addEventListener('submit', event => {
    event.preventDefault();
    if (!form.hasAttribute('data-sending')) void send(form, event.submitter as HTMLButtonElement | HTMLInputElement | null);
  });
  for (const event of ['input', 'change', 'gezhi:placed']) form.addEventListener(event, mended);
  // The bar with the button steps aside while somebody types; it waits a moment, so that the press on the button finds it.
  form.addEventListener('focusin', event => { if ((event.target as HTMLElement).matches('textarea, input:not([type=radio]):not([type=checkbox]):not([type=file])')) form.setAttribute('data-typing', ''); });
  form.addEventListener('focusout', event => {
    if (!(event.relatedTarget as HTMLElement | null)?.closest('.go')) window.setTimeout(() => { if (!form.contains(document.activeElement) || document.activeElement?.matches('[type=radio], [type=checkbox]')) form.removeAttribute('data-typing'); }, 600);
  });
}

async function send(form: HTMLFormElement, by: HTMLButtonElement | HTMLInputElement | null): Promise<void> {
  busy(form, true);
  keep(form);
  await prepared(form);
  const body = new FormData(form);
  if (by?.name) body.append(by.name, by.value);
  const sent = await post(form, body);
  if (typeof sent === 'string') {
    busy(form, false);
    return say(form, sent);
  }
  if (sent.redirected) {
    forget();
    history.replaceState({ sent: decodeURIComponent(new URL(sent.url).pathname.split('/').pop()!) }, '');
    return location.assign(sent.url);
  }
  if (show(sent.html)) return pointOut();
  busy(form, false);
  say(form, 'failed');
}

// What somebody is mending is no longer called wrong: its line goes, and the box with the last line.
function mended(event: Event): void {
  const field = event.target as HTMLInputElement, box = document.querySelector('.problem');
  const name = field.name || field.closest<HTMLElement>('[id]')?.id;
  if (!box) return;
  for (const line of box.querySelectorAll('li')) if (line.querySelector('a')?.hash === `#${name}`) line.remove();
  field.closest('.field.bad')?.classList.remove('bad');
  if (name) document.querySelector(`[id="${name}-error"]`)?.remove();
  if (!box.querySelector('li')) box.remove();
}

function pointOut(): void {
  keep(reportForm()!);
  scrollTo(0, 0);
  document.querySelector<HTMLElement>('.problem')?.focus();
}

/** The page as the server answered it, in place of this one; false when it is another page. */
function show(html: string): boolean {
  const page = new DOMParser().parseFromString(html, 'text/html');
  if (!page.querySelector('form[data-report]')) return false;
  for (const name of ['lang', 'data-theme', 'data-elder']) {
    const value = page.documentElement.getAttribute(name);
    if (value === null) document.documentElement.removeAttribute(name);
    else document.documentElement.setAttribute(name, value);
  }
  document.title = page.title;
  for (const part of page.querySelectorAll('noscript, script')) part.remove();
  document.body.replaceChildren(...page.body.childNodes);
  for (const part of [photos, place, voice, begin]) part(document);
  return true;
}

// 大字, EN/中文, 深色: the same form comes back in the new look; files stay in the phone and are put into the new form.
document.addEventListener('click', event => {
  const link = (event.target as Element).closest<HTMLAnchorElement>('a[href^="/preferences"]'), form = reportForm();
  if (!link || !form || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  if (!form.hasAttribute('data-sending')) void change(form, link.href);
});

async function change(form: HTMLFormElement, choice: string): Promise<void> {
  keep(form);
  await prepared(form);
  const set = await fetch(choice, { redirect: 'manual' }).then(() => true, () => false);
  if (!set) return say(form, 'offline');
  const body = new FormData(form), files = new Map<string, File[]>();
  for (const input of form.querySelectorAll<HTMLInputElement>('input[type=file]')) {
    body.delete(input.name);
    files.set(input.name, [...input.files ?? []]);
  }
  body.append('look', '1');
  const answer = await post(form, body);
  if (typeof answer === 'string' || !show(answer.html)) return location.assign(choice);
  for (const [name, chosen] of files) putBack(name, chosen);
}

function putBack(name: string, chosen: File[]): void {
  const input = reportForm()?.querySelector<HTMLInputElement>(`input[type=file][name="${name}"]`);
  if (!input || chosen.length === 0) return;
  const files = new DataTransfer();
  for (const file of chosen) files.items.add(file);
  input.files = files.files;
  input.dispatchEvent(new Event('change', { bubbles: true }));
}

// A single file of the report form: its name and size in words, and a warning before 60 MB are sent in vain.
function oneFile(label: HTMLElement): void {
  const input = label.querySelector<HTMLInputElement>('input[type=file]')!, words = label.querySelector<HTMLElement>('[data-file-words]')!, first = words.textContent;
  label.dataset.on = '';
  const tell = () => {
    const file = input.files?.[0], isOver = file !== undefined && file.size > Number(label.dataset.mostBytes);
    words.textContent = isOver ? label.dataset.over! : file ? `${file.name} · ${(file.size / 1048576).toFixed(1)} MB` : first;
    label.classList.toggle('bad', isOver);
    if (isOver) input.value = '';
  };
  input.addEventListener('change', tell);
  if (input.files?.length) tell();
}

// Back from the receipt: not the sent form again, but a clean one that names what was sent.
addEventListener('pageshow', () => {
  const sent = (history.state as { sent?: string } | null)?.sent;
  if (!sent || !reportForm()) return;
  sessionStorage.setItem(returned, sent);
  history.replaceState(null, ''); // a new load of the same address would keep it, and turn in circles
  location.replace(location.pathname);
});

const note = document.querySelector<HTMLElement>('[data-returned]'), before = sessionStorage.getItem(returned);
sessionStorage.removeItem(returned);
if (note && before && !(history.state as { sent?: string } | null)?.sent) {
  const link = note.querySelector('a')!;
  link.textContent = before;
  link.href = `/receipt/${encodeURIComponent(before)}`;
  note.hidden = false;
  reportForm()?.reset();
}
begin();
const fresh = document.querySelector<HTMLFormElement>('form[data-report][data-fresh]');
if (fresh) restore(fresh);
