// Small things of the centre and the case page: the help dialog, printing, phones that hide again, forms sent once.

document.addEventListener('click', event => {
  const target = event.target as HTMLElement;
  const opener = target.closest<HTMLElement>('[data-dialog]');
  const dialog = opener && document.getElementById(opener.dataset.dialog!);
  if (dialog instanceof HTMLDialogElement && dialog.showModal) {
    event.preventDefault();
    dialog.showModal();
  }
  if (target.closest('[data-print]')) window.print();
  if (target.closest('[data-reload]')) {
    event.preventDefault();
    location.reload();
  }
});

/** An opened phone leaves the page after its seconds, whatever the reader does. */
function hideLater(root: ParentNode): void {
  for (const phone of root.querySelectorAll<HTMLElement>('[data-reveal]:not([data-counting])')) {
    phone.dataset.counting = '';
    window.setTimeout(() => phone.remove(), Number(phone.dataset.reveal) * 1000);
  }
}

/** A link to one of the folded forms opens it. */
function openNamed(): void {
  const named = location.hash.length > 1 ? document.getElementById(location.hash.slice(1)) : null;
  if (named instanceof HTMLDetailsElement) named.open = true;
  named?.querySelector<HTMLElement>('textarea, select, input:not([type=hidden])')?.focus();
}

/** The row of the open card is the marked one, whichever way it was opened. */
function markRow(): void {
  const id = document.querySelector<HTMLElement>('[data-case]')?.dataset.case;
  for (const row of document.querySelectorAll<HTMLElement>('[data-queue] > [data-row]')) {
    row.classList.toggle('on', row.dataset.row === id);
    row.querySelector('a')?.toggleAttribute('aria-current', row.dataset.row === id);
  }
}

function ready(): void {
  hideLater(document);
  markRow();
  for (const button of document.querySelectorAll<HTMLElement>('[data-print]')) button.hidden = false;
}

document.addEventListener('htmx:after:swap', ready);
window.addEventListener('hashchange', openNamed);
ready();
openNamed();

export {};
