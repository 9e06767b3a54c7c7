// The panel beside the editor of boundaries: the list, what is chosen, the answer of the server and the button that puts it in force.
import type { Editable } from './gridedit.js';

export interface Change {
  kind: 'Redraw' | 'Split' | 'Merge' | 'Draw'; versions: Record<string, number>;
  code?: string; codes?: string[]; line?: number[][]; groups?: string[][];
  shapes?: { code?: string; parentCode?: string; kind?: string; nameZh?: string; polygons: number[][][][] }[];
}
interface Changed { code: string; change: 'new' | 'changed' | 'ended'; name: string; households: number | null; squareMetres: number; polygons: number[][][][] }
interface Finding { blocks: boolean; lon: number | null; lat: number | null; areaCode: string; text: string; remedy: string }
interface Tie { areaCode: string; text: string; successors: string[] }
export interface PlanView { kind: string; isBlocked: boolean; areas: Changed[]; findings: Finding[]; ties: Tie[] }
interface Does { pick(code: string): void; check(): Promise<void>; apply(): Promise<void>; look(lon: number, lat: number): void }

/** Fills {0}, {1} … */
export function say(text: string, ...values: (string | number)[]): string {
  return text.replace(/\{(\d)\}/g, (_, n: string) => String(values[Number(n)]));
}

export class Panel {
  isDone = false;
  private readonly list: HTMLElement;
  private readonly result: HTMLElement;
  private readonly applyButton: HTMLButtonElement;
  private parts: string[][] | null = null;

  constructor(private readonly root: HTMLElement, private readonly texts: Record<string, string>, private readonly areas: Editable[], private readonly does: Does) {
    this.list = this.one('[data-list]');
    this.result = this.one('[data-result]');
    this.applyButton = this.one<HTMLButtonElement>('[data-apply]');
    const grids = areas.filter(area => area.code.length === 15);
    this.one('[data-count]').textContent = say(texts.count, grids.length);
    for (const grid of grids) this.list.append(this.row(grid));
    this.one<HTMLFormElement>('[data-change]').addEventListener('submit', event => { event.preventDefault(); void does.check(); });
    this.applyButton.addEventListener('click', () => void does.apply());
    for (const field of root.querySelectorAll('[data-on], [data-keeps], [data-name], [data-kind]')) field.addEventListener('change', () => this.stale());
  }

  get on(): string { return this.one<HTMLInputElement>('[data-on]').value; }
  get kind(): string { return this.one<HTMLSelectElement>('[data-kind]').value; }
  get name(): string { return this.one<HTMLInputElement>('[data-name]').value; }

  focusName(): void { this.one<HTMLInputElement>('[data-name]').focus(); }

  show(tool: string, chosen: string[]): void {
    for (const button of this.list.querySelectorAll<HTMLButtonElement>('button')) button.setAttribute('aria-pressed', String(chosen.includes(button.dataset.code!)));
    this.list.querySelector('[aria-pressed=true]')?.scrollIntoView({ block: 'nearest' });
    this.one('[data-drawn]').hidden = tool !== 'draw';
    const micros = tool === 'split' && chosen.length === 1 ? this.areas.filter(area => area.code.length === 17 && area.code.startsWith(chosen[0]) && area.code !== chosen[0]) : [];
    this.one('[data-parts]').hidden = micros.length < 2;
    this.one('[data-micros]').replaceChildren(...micros.map(area => this.tick(area)));
    this.parts = null;
    this.stale();
  }

  /** Micro-grids ticked go together into the new grid, the others stay; a prepared division stays as it came. */
  groups(): string[][] | null {
    if (this.parts) return this.parts;
    const ticks = [...this.root.querySelectorAll<HTMLInputElement>('[data-micros] input')], ticked = ticks.filter(tick => tick.checked).map(tick => tick.value);
    return ticked.length && ticked.length < ticks.length ? [ticks.filter(tick => !tick.checked).map(tick => tick.value), ticked] : null;
  }

  choose(groups: string[][]): void {
    for (const tick of this.root.querySelectorAll<HTMLInputElement>('[data-micros] input')) tick.checked = groups.slice(1).some(group => group.includes(tick.value));
    this.parts = groups.length > 2 ? groups : null;
  }

  /** What was checked is no longer what would be applied. */
  stale(): void {
    this.applyButton.disabled = true;
    this.result.replaceChildren();
  }

  async preview(change: Change): Promise<PlanView | null> {
    this.result.textContent = this.texts.checking;
    this.applyButton.disabled = true;
    const answer = await this.post('/api/grids/changes/preview', change);
    if (!answer?.ok) return this.refused(answer);
    const plan = await answer.json() as PlanView;
    this.tell(plan);
    this.applyButton.disabled = plan.isBlocked;
    return plan;
  }

  async send(change: Change): Promise<boolean> {
    this.applyButton.disabled = true;
    const answer = await this.post('/api/grids/changes', change);
    this.isDone = answer?.ok ?? false;
    if (!this.isDone) await this.refused(answer);
    return this.isDone;
  }

  private post(path: string, change: Change): Promise<Response | null> {
    const body = JSON.stringify({ ...change, on: this.on, note: this.one<HTMLInputElement>('[data-note]').value, keepsCode: this.one<HTMLInputElement>('[data-keeps]').checked });
    return fetch(path, { method: 'POST', body, headers: { 'Content-Type': 'application/json', Accept: 'application/json' } }).catch(() => null);
  }

  private async refused(answer: Response | null): Promise<null> {
    const problem = answer ? await answer.json().catch(() => null) as { title?: string; detail?: string; errors?: Record<string, string[]> } | null : null;
    const text = problem ? `${problem.title ?? ''} ${Object.values(problem.errors ?? {}).flat().join(' ') || problem.detail || ''}` : this.texts.offline;
    this.result.replaceChildren(make('p', 'err', text));
    if (answer?.status === 412) {
      const again = make('a', 'btn small', this.texts.again) as HTMLAnchorElement;
      again.href = location.href;
      this.result.append(again);
    }
    return null;
  }

  private tell(plan: PlanView): void {
    const blocking = plan.findings.filter(finding => finding.blocks).length;
    this.result.replaceChildren(make('p', blocking ? 'err' : 'fine', blocking ? say(this.texts.blocked, blocking) : this.texts.fine));
    if (plan.findings.length) this.result.append(this.findings(plan.findings));
    const shown = plan.areas.filter(area => area.code.length === 15 || plan.areas.every(other => other.code.length === 17));
    if (!shown.length) return;
    this.result.append(make('h3', '', this.texts.becomes));
    const list = make('ul', 'outcome');
    for (const area of shown) {
      const row = make('li', area.change);
      row.append(make('strong', '', area.name), make('small', '', `${area.code} · ${this.texts[area.change]}`));
      if (area.change !== 'ended') row.append(make('span', '', [area.households === null ? '' : say(this.texts.households, area.households), `${(area.squareMetres / 1e4).toFixed(2)} ha`].filter(Boolean).join(' · ')));
      list.append(row);
    }
    this.result.append(list);
    if (plan.ties.length) this.result.append(make('h3', '', this.texts.todo), this.ties(plan.ties));
  }

  private findings(findings: Finding[]): HTMLElement {
    const list = make('ul', 'findings');
    for (const finding of findings) {
      const row = make('li', finding.blocks ? 'late' : '');
      row.append(make('strong', '', `${finding.areaCode} ${finding.text}`), make('small', '', finding.remedy));
      if (finding.lon !== null && finding.lat !== null) {
        const look = make('button', 'btn small', this.texts.look) as HTMLButtonElement;
        look.type = 'button';
        look.addEventListener('click', () => this.does.look(finding.lon!, finding.lat!));
        row.append(look);
      }
      list.append(row);
    }
    return list;
  }

  private ties(ties: Tie[]): HTMLElement {
    const list = make('ul', 'ties');
    for (const tie of ties) {
      const row = make('li', '');
      row.append(make('span', '', tie.text), make('small', '', `${tie.areaCode}${tie.successors.length ? ` → ${tie.successors.join('、')}` : ''}`));
      list.append(row);
    }
    return list;
  }

  private row(area: Editable): HTMLElement {
    const item = make('li', ''), button = make('button', '') as HTMLButtonElement;
    const inside = this.areas.filter(one => one.code.length === 17 && one.code.startsWith(area.code)), households = area.households ?? (inside.length ? inside.reduce((sum, one) => sum + (one.households ?? 0), 0) : null);
    button.type = 'button';
    button.dataset.code = area.code;
    button.setAttribute('aria-pressed', 'false');
    button.append(make('span', '', area.name), make('small', '', area.kind === 'Ordinary' ? households === null ? '' : say(this.texts.households, households) : this.texts.over));
    button.addEventListener('click', () => this.does.pick(area.code));
    item.append(button);
    return item;
  }

  private tick(area: Editable): HTMLElement {
    const item = make('li', ''), label = make('label', 'tick'), input = document.createElement('input');
    Object.assign(input, { type: 'checkbox', value: area.code });
    input.addEventListener('change', () => { this.parts = null; this.stale(); });
    label.append(input, `${area.name} ${area.households === null ? '' : say(this.texts.households, area.households)}`);
    item.append(label);
    return item;
  }

  private one<T extends HTMLElement = HTMLElement>(selector: string): T {
    return this.root.querySelector<T>(selector)!;
  }
}

function make(tag: string, className: string, text = ''): HTMLElement {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.textContent = text;
  return element;
}
