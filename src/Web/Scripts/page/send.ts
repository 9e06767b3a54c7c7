// Sends the report without leaving the form: when the network is gone, words, place and files are still here.
// The form is the plain one, with the same key, so that pressing again can never report twice.
const longestMilliseconds = 180_000;

export type Outcome = 'offline' | 'failed' | { url: string; html: string; redirected: boolean };

export async function post(form: HTMLFormElement, body: FormData): Promise<Outcome> {
  const stop = new AbortController(), timer = window.setTimeout(() => stop.abort(), longestMilliseconds);
  const sent = await fetch(form.action, { method: 'POST', body, signal: stop.signal, headers: { Accept: 'text/html' } })
    .then(async answer => ({ url: answer.url, html: await answer.text(), redirected: answer.redirected, status: answer.status }), () => null)
    .catch(() => null);
  clearTimeout(timer);
  if (sent === null) return 'offline';
  return sent.status >= 500 ? 'failed' : sent;
}

/** Photos that are still being made smaller come along. */
export async function prepared(form: HTMLFormElement): Promise<void> {
  for (let round = 0; round < 150 && form.querySelector('[data-photos][aria-busy=true]'); round++) await new Promise(done => setTimeout(done, 100));
}

export function busy(form: HTMLFormElement, on: boolean): void {
  form.toggleAttribute('data-sending', on);
  const button = form.querySelector<HTMLButtonElement>('.go button')!;
  if (on) button.setAttribute('aria-disabled', 'true');
  else button.removeAttribute('aria-disabled');
  if (on) say(form, 'sending');
}

/** One line above the button, read out by screen readers: sending, offline, failed. */
export function say(form: HTMLFormElement, what: 'sending' | 'offline' | 'failed' | 'nothing'): void {
  const line = form.querySelector<HTMLElement>('[data-send-said]')!;
  line.textContent = line.dataset[what] ?? '';
  line.classList.toggle('err', what === 'offline' || what === 'failed');
}
