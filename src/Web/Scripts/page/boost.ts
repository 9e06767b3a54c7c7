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

// Without network htmx gives up silently: say so, and keep what was typed.
document.addEventListener('htmx:error', event => {
  const { ctx } = (event as CustomEvent<{ ctx?: HtmxContext }>).detail;
  if (ctx && !ctx.response) document.dispatchEvent(new CustomEvent('gezhi:offline'));
});

export {};
