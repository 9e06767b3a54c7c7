// htmx replaces one part of the page. When the answer does not hold that part (sign-in, refusal, fault),
// it is shown as the whole page instead of leaving a hole.
document.addEventListener('htmx:after:request', event => {
  const { ctx } = (event as CustomEvent<{ ctx: HtmxContext }>).detail;
  if (!ctx.select?.startsWith('#') || ctx.text.includes(`id="${ctx.select.slice(1)}"`)) return;
  if (ctx.request.method === 'GET' && ctx.response) {
    event.preventDefault();
    location.assign(ctx.response.raw.url);
    return;
  }
  ctx.select = ctx.selectOOB = undefined;
  ctx.target = document.body;
  ctx.swap = 'outerSync show:top';
});

// What was sent and taken stands empty again; what was refused, and what somebody works on while the part renews itself, stays open as it is.
let open: string[] = [];
const nameOf = (panel: Element): string => panel.querySelector('summary')?.textContent?.trim() ?? '';
document.addEventListener('htmx:before:swap', event => {
  const { ctx } = (event as CustomEvent<{ ctx: HtmxContext }>).detail;
  const sent = ctx.request.method === 'POST' && (ctx.response?.status ?? 500) < 400 ? ctx.sourceElement.closest('form') : null;
  sent?.reset();
  open = [...document.querySelectorAll('[data-keeps-open] details[open]')].filter(panel => !sent || !panel.contains(sent)).map(nameOf);
});
document.addEventListener('htmx:after:swap', event => {
  const { ctx } = (event as CustomEvent<{ ctx?: HtmxContext }>).detail;
  if (ctx?.request?.method === 'POST' && (ctx.response?.status ?? 500) < 400 && !document.querySelector('main .said')) sayDone();
  for (const panel of document.querySelectorAll<HTMLDetailsElement>('[data-keeps-open] details')) panel.open ||= open.includes(nameOf(panel));
});

/** One quiet line for a few seconds: what was pressed has been kept. */
let quiet: number | undefined;
function sayDone(): void {
  const line = document.querySelector<HTMLElement>('[data-done]');
  if (!line) return;
  window.clearTimeout(quiet);
  line.textContent = line.dataset.done ?? '';
  quiet = window.setTimeout(() => { line.textContent = ''; }, 5000);
}

// Without network htmx gives up silently: say so, and keep what was typed.
document.addEventListener('htmx:error', event => {
  const { ctx } = (event as CustomEvent<{ ctx?: HtmxContext }>).detail;
  if (ctx && !ctx.response) document.dispatchEvent(new CustomEvent('gezhi:offline'));
});

export {};
