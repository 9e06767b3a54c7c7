// The receipt: copy, print, and a progress that stays when the network or the server does not answer.
for (const button of document.querySelectorAll<HTMLButtonElement>('[data-copy]')) {
  if (!navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener('click', () => void navigator.clipboard.writeText(button.dataset.copy!).then(
    () => { button.querySelector('span')!.textContent = button.dataset.copied!; },
    () => {
      const number = document.querySelector('[data-copy-text]')!;
      getSelection()?.selectAllChildren(number);
    }));
}

for (const button of document.querySelectorAll<HTMLButtonElement>('[data-print]')) {
  button.hidden = false;
  button.addEventListener('click', () => print());
}

document.addEventListener('htmx:after:request', event => {
  const { ctx } = (event as CustomEvent<{ ctx: HtmxContext }>).detail;
  if (!ctx.text?.includes('id="progress"')) event.preventDefault();
});

export {};
