// A questionnaire asks only what hangs on the answers so far; without script each such question says for whom it is.
const form = document.querySelector<HTMLFormElement>('form:has([data-q])');

function show(): void {
  const shown = new Set<string>();
  for (const question of form!.querySelectorAll<HTMLElement>('[data-q]')) {
    const { q, if: above, answer } = question.dataset;
    const isAsked = !above || (shown.has(above) && [...form!.querySelectorAll<HTMLInputElement>(`[name="a-${above}"]:checked`)].some(box => box.value === answer));
    question.hidden = !isAsked;
    if (isAsked) shown.add(q!);
  }
}

if (form) {
  for (const hint of form.querySelectorAll<HTMLElement>('.hint.when')) hint.hidden = true;
  form.addEventListener('change', show);
  show();
}

export {};
