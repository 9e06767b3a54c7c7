// The checklist as it is answered: items that are not asked are hidden, failed ones are marked. The same rule as on the server, which alone decides.
export {};

interface Item { element: HTMLElement; number: string; asked?: string; is?: string; kind: string; failing: string[]; least?: number; most?: number }

const number = (text: string | undefined): number | undefined => text === undefined || text === '' ? undefined : Number(text);

for (const list of document.querySelectorAll<HTMLElement>('[data-checklist]')) {
  const items = [...list.querySelectorAll<HTMLElement>('[data-item]')].map((element): Item => ({
    element, number: element.dataset.item!, asked: element.dataset.if, is: element.dataset.is, kind: element.dataset.kind ?? '',
    failing: (element.dataset.failing ?? '').split('|').filter(Boolean), least: number(element.dataset.least), most: number(element.dataset.most),
  }));

  const value = ({ element }: Item): string | null => element.querySelector<HTMLInputElement>('input[type=radio]:checked')?.value ?? null;

  function mark(item: Item): 'passed' | 'failed' | 'noted' | null {
    if (item.kind === 'Photo') return 'noted';
    if (item.kind === 'Number') {
      const text = item.element.querySelector<HTMLInputElement>('.num input')!.value.trim().replace(',', '.'), measured = Number(text);
      if (text === '' || !Number.isFinite(measured)) return null;
      if (item.least === undefined && item.most === undefined) return 'noted';
      return (item.least !== undefined && measured < item.least) || (item.most !== undefined && measured > item.most) ? 'failed' : 'passed';
    }
    const said = value(item);
    return said === null ? null : item.failing.length === 0 ? 'noted' : item.failing.includes(said) ? 'failed' : 'passed';
  }

  function draw(): void {
    const marks = new Map<string, { mark: string | null; value: string | null }>();
    for (const item of items) {
      const above = item.asked ? marks.get(item.asked) : undefined;
      const isAsked = !item.asked || (above !== undefined && above.mark !== null && (item.is === 'passed' || item.is === 'failed' ? above.mark === item.is : above.value === item.is));
      item.element.hidden = !isAsked;
      item.element.classList.toggle('on', isAsked);
      for (const input of item.element.querySelectorAll<HTMLInputElement>('input, textarea')) input.disabled = !isAsked;
      if (!isAsked) continue;
      const own = mark(item);
      marks.set(item.number, { mark: own, value: value(item) });
      item.element.classList.toggle('failed', own === 'failed');
      const shots = item.element.querySelector<HTMLDetailsElement>('.shots'), fixed = item.element.querySelector<HTMLInputElement>('.fix input'), after = item.element.querySelector<HTMLElement>('.after');
      if (own === 'failed' && shots) shots.open = true;
      if (fixed) fixed.closest<HTMLElement>('.fix')!.hidden = own !== 'failed';
      if (after) after.hidden = own !== 'failed' || !fixed?.checked;
    }
  }

  list.addEventListener('input', draw);
  list.addEventListener('change', draw);
  draw();
}
