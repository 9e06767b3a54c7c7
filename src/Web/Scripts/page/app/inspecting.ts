// Inspections: places that are due, the checklist as it is answered, hazards that are looked at again. All of it works without network.
import type { App, Screen } from './app.js';
import { isOver } from './db.js';
import { button, empty, h, icon, link } from './dom.js';
import { field } from './dom.js';
import type { Entry } from './entries.js';
import type { Photo } from './camera.js';
import { back, pill } from './parts.js';
import { photoField, type PhotoField } from './photofield.js';
import { locateQuietly } from './where.js';
import { t, when } from './words.js';
import type { Work } from './works.js';

type Mark = 'passed' | 'failed' | 'noted';
export interface Item {
  number: number; text: string; kind: 'yes-no' | 'number' | 'choice' | 'photo'; hint?: string; unit?: string; least?: number; most?: number; choices: string[]; choicesEn?: string[]; failing: string[];
  photo: 'never' | 'when-failed' | 'always'; askIfNumber?: number; askIfIs?: string; days: number; canFail: boolean;
}
interface Checklist { id: string; title: string; versionNo: number; items: Item[] }
interface DueHazard { id: string; text: string; finding: string; state: 'open' | 'rectified'; dueOn: string }
interface Place {
  id: string; record: string; title: string; address: string; areaName: string; lon?: number; lat?: number; why: ('recheck' | 'campaign' | 'routine')[]; campaign?: string; dueOn?: string;
  checklistIds: string[]; hazards: DueHazard[]; count: number; checkedAt?: string; wasPassed?: boolean;
}
export interface Answer { number: number; value?: string; measured?: number; note?: string; isFixed?: boolean }

const mostPhotos = 16;

const places = (app: App): Place[] => (app.held.other.get('place') ?? []) as Place[];
const checklists = (app: App): Checklist[] => (app.held.other.get('checklist') ?? []) as Checklist[];
const mine = (app: App, place: Place): Entry[] => app.entries.filter(entry => entry.caseId === place.id && !isOver(entry) && entry.state !== 'refused');
const todo = (app: App): Place[] => places(app).filter(place => mine(app, place).length === 0).sort((a, b) => order(a) - order(b) || (a.dueOn ?? '9').localeCompare(b.dueOn ?? '9') || a.address.localeCompare(b.address));
const order = (place: Place): number => ['recheck', 'campaign', 'routine'].indexOf(place.why[0] ?? 'routine');

/** How an answer comes out; null while it cannot be used. The server reckons the same and alone decides. */
export function mark(item: Item, answer: Answer | undefined): Mark | null {
  if (item.kind === 'photo') return 'noted';
  if (item.kind === 'number') {
    const measured = answer?.measured;
    if (measured === undefined || !Number.isFinite(measured)) return null;
    if (!item.canFail) return 'noted';
    return (item.least !== undefined && measured < item.least) || (item.most !== undefined && measured > item.most) ? 'failed' : 'passed';
  }
  if (answer?.value === undefined) return null;
  return !item.canFail ? 'noted' : item.failing.includes(answer.value) ? 'failed' : 'passed';
}

/** Items that are to be asked, with how they came out. */
export function asked(items: readonly Item[], answers: ReadonlyMap<number, Answer>): Map<number, Mark | null> {
  const all = new Map<number, Mark | null>();
  for (const item of items) {
    const above = item.askIfNumber === undefined ? undefined : all.get(item.askIfNumber);
    const isAsked = item.askIfNumber === undefined || (above !== undefined && above !== null
      && (item.askIfIs === 'passed' || item.askIfIs === 'failed' ? above === item.askIfIs : answers.get(item.askIfNumber)?.value === item.askIfIs));
    if (isAsked) all.set(item.number, mark(item, answers.get(item.number)));
  }
  return all;
}

const why = (place: Place): string => place.why[0] === 'recheck' ? t('{0} 项隐患要复查', place.hazards.length)
  : place.why[0] === 'campaign' ? `${place.campaign ?? ''} · ${t('{0} 前查完', place.dueOn ?? '')}` : place.checkedAt ? t('上次 {0}', when(place.checkedAt)) : t('还没有查过');

const row = (place: Place): HTMLElement => h('li', {}, h('span', { class: 'n' }, icon('clipboard-check', 18)), h('a', { href: `#/inspect/${place.id}` }, h('strong', {}, place.title), h('small', {}, `${place.address} · ${why(place)}`)));

function today(app: App): Node | null {
  const due = todo(app);
  if (due.length === 0) return null;
  return h('section', {}, h('div', { class: 'nx' }, h('h2', {}, t('今天要查的')), h('span', {}, t('{0} 处', due.length))), h('ol', { class: 'next' }, ...due.slice(0, 4).map(row)),
    due.length > 4 && link(t('全部 {0} 处', due.length), 'clipboard-check', 'wide', '#/places'));
}

function list(app: App): Screen {
  const due = todo(app), waiting = places(app).filter(place => mine(app, place).length > 0);
  const main = h('main', { class: 'sheet plain', id: 'main' },
    due.length === 0 ? empty('circle-check', t('现在没有要查的'), t('到期的例行检查、专项行动和复查会出现在这里。')) : h('ol', { class: 'next' }, ...due.map(row)),
    waiting.length > 0 && h('h2', { class: 'sub' }, t('已查，等待上传')), waiting.length > 0 && h('ol', { class: 'next' }, ...waiting.map(row)));
  return { title: t('今天要查的'), body: [back(t('今天要查的')), main] };
}

function place(app: App, id: string): Screen {
  const here = places(app).find(one => one.id === id);
  if (!here) return { title: t('现场检查'), body: [back(t('现场检查'), '#/places'), h('main', { class: 'sheet plain', id: 'main' }, empty('circle-check', t('这里不用查了'), t('已经查过，或者不在您的清单里了。'), link(t('回到清单'), null, '', '#/places')))] };
  const lists = here.checklistIds.map(one => checklists(app).find(list => list.id === one)).filter((list): list is Checklist => list !== undefined);
  const form = h('div', { class: 'insp' }), kept = mine(app, here);
  const show = (chosen: Checklist): void => form.replaceChildren(checklist(app, here, chosen));
  const main = h('main', { class: 'sheet plain', id: 'main' }, h('p', { class: 'hint' }, `${here.address} · ${here.areaName} · ${here.checkedAt ? t('上次 {0}', when(here.checkedAt)) : t('还没有查过')}`),
    ...kept.map(entry => h('p', {}, pill(entry.state === 'needs-me' ? 'doing' : 'hold', entry.state === 'needs-me' ? t('需要您决定') : t('已存本机，待上传')))),
    kept.some(entry => entry.state === 'needs-me') && link(t('去看两边'), 'triangle-alert', 'primary wide', '#/outbox'),
    ...here.hazards.map(hazard => recheck(app, here, hazard)),
    lists.length === 0 ? empty('file-text', t('没有适用的检查表'), t('请值班长为这类场所编写检查表。')) : null,
    lists.length > 1 && h('h2', { class: 'sub' }, t('用哪张检查表')), ...lists.length > 1 ? lists.map(one => button(`${one.title} · ${t('{0} 个检查项', one.items.length)}`, 'file-text', 'wide', () => show(one))) : [],
    form);
  if (lists.length === 1) show(lists[0]!);
  return { title: here.title, body: [back(here.title, '#/places'), main], isForm: true };
}

/** One hazard: right, or as before. */
function recheck(app: App, here: Place, hazard: DueHazard): HTMLElement {
  const photos = photoField(`recheck-${hazard.id}`, t('拍现在的样子'), 6), note = h('input', { maxlength: 200, name: 'Note' }), wrong = h('p', { class: 'err', role: 'alert' });
  async function send(passed: boolean): Promise<void> {
    const taken = await photos.photos(), said = note.value.trim();
    if (passed && taken.length === 0) { wrong.textContent = t('合格要有照片。'); return; }
    if (!passed && said === '') { wrong.textContent = t('不合格要写清现在的情况。'); note.focus(); return; }
    await app.record({ kind: 'recheck', title: `${here.title} · ${hazard.text}`, caseId: here.id, baseVersion: here.count, place: await locateQuietly(), data: { hazardId: hazard.id, passed, note: said || undefined }, photos: taken.map(photo => ({ photo, role: 'photo-0' })) });
    location.hash = '#/places';
  }
  return h('details', { class: 'more task' }, h('summary', {}, `${hazard.state === 'rectified' ? t('待复查') : t('整改中')} · ${hazard.text}`, icon('chevron-down', 20)),
    h('div', { class: 'form' }, h('p', { class: 'hint' }, `${hazard.finding} · ${t('{0} 前整改', hazard.dueOn)}`), photos.element, field(`note-${hazard.id}`, t('看到的情况'), note, t('只写设施和环境，不写人')), wrong,
      h('div', { class: 'pair' }, button(t('不合格'), 'x', '', () => send(false)), button(t('合格，销号'), 'check', 'primary', () => send(true)))));
}

function checklist(app: App, here: Place, chosen: Checklist): HTMLElement {
  const answers = new Map<number, Answer>(), parts = chosen.items.map(item => part(item, answers, draw)), wrong = h('p', { class: 'err', role: 'alert' });

  function draw(): void {
    const marks = asked(chosen.items, answers);
    for (const one of parts) one.show(marks.has(one.item.number), marks.get(one.item.number) ?? null);
  }

  async function send(): Promise<void> {
    for (const one of parts) one.element.classList.remove('bad');
    const marks = asked(chosen.items, answers), photos: { photo: Photo; role: string }[] = [];
    const stop = (one: Part, sentence: string): void => { wrong.textContent = sentence; one.element.classList.add('bad'); one.element.scrollIntoView({ block: 'center' }); };
    for (const one of parts) {
      const { item } = one;
      if (!marks.has(item.number)) continue;
      const result = marks.get(item.number), before = await one.before.photos(), after = result === 'failed' && answers.get(item.number)?.isFixed ? await one.after.photos() : [];
      if (result === null) return stop(one, t('第 {0} 项没有回答。', item.number));
      if (before.length === 0 && (item.kind === 'photo' || item.photo === 'always' || (item.photo === 'when-failed' && result === 'failed'))) return stop(one, t('第 {0} 项要拍照。', item.number));
      if (result === 'failed' && answers.get(item.number)?.isFixed && after.length === 0) return stop(one, t('第 {0} 项要拍整改后的样子。', item.number));
      photos.push(...before.map(photo => ({ photo, role: `photo-${item.number}` })), ...after.map(photo => ({ photo, role: `after-${item.number}` })));
    }
    if (photos.length > mostPhotos) { wrong.textContent = t('照片一共最多 {0} 张。', mostPhotos); return; }
    const spot = await locateQuietly();
    await app.record({
      kind: 'inspect', title: here.title, caseId: here.id, baseVersion: here.count, place: spot,
      data: { record: here.record, checklistId: chosen.id, answers: [...answers.values()].filter(answer => marks.has(answer.number)), lon: spot?.lon, lat: spot?.lat }, photos,
    });
    location.hash = '#/places';
  }

  draw();
  return h('form', { class: 'form', submit: event => event.preventDefault() }, h('h2', { class: 'sub' }, `${chosen.title} · ${t('第 {0} 版', chosen.versionNo)}`), h('ol', { class: 'ask' }, ...parts.map(one => one.element)), wrong,
    h('p', { class: 'hint' }, t('不合格的项会自动立案，按期限整改，整改后来复查。')), button(t('存下并上传'), 'send', 'primary big wide', send));
}

interface Part { item: Item; element: HTMLElement; before: PhotoField; after: PhotoField; show(isAsked: boolean, result: Mark | null): void }

function part(item: Item, answers: Map<number, Answer>, changed: () => void): Part {
  const n = item.number, set = (more: Partial<Answer>): void => { answers.set(n, { ...answers.get(n), ...more, number: n }); changed(); };
  const before = photoField(`photo-${n}`, t('拍照'), 3), after = photoField(`after-${n}`, t('整改后照片'), 2);
  const note = h('input', { name: `Note-${n}`, maxlength: 200, input: () => { answers.set(n, { ...answers.get(n), number: n, note: note.value.trim() || undefined }); } });
  const fixed = h('input', { type: 'checkbox', name: `Fixed-${n}`, change: () => set({ isFixed: fixed.checked }) });
  const fix = h('label', { class: 'tick' }, fixed, h('span', {}, t('已当场整改（要有整改后照片）'))), later = h('div', {}, after.element);
  const shots = h('details', { class: 'shots', open: item.photo === 'always' || item.kind === 'photo' }, h('summary', {}, t('照片和情况'), icon('chevron-down', 18)), before.element,
    item.canFail ? field(`note-${n}`, t('现场说明'), note, t('只写设施和环境，不写人')) : null, item.canFail ? fix : null, item.canFail ? later : null);
  const element = h('li', { class: 'item', 'data-item': n }, h('fieldset', {}, h('legend', {}, h('span', { class: 'n' }, String(n)), item.text), item.hint ? h('p', { class: 'hint' }, item.hint) : null, control(item, set),
    item.photo === 'never' || item.kind === 'photo' ? null : h('p', { class: 'hint' }, item.photo === 'always' ? t('必须拍照') : t('不合格时必须拍照')), shots));
  return { item, element, before, after, show(isAsked, result) {
    element.hidden = !isAsked;
    element.classList.toggle('failed', result === 'failed');
    if (result === 'failed' && !shots.open) shots.open = true;
    fix.hidden = result !== 'failed';
    later.hidden = result !== 'failed' || !fixed.checked;
  } };
}

function control(item: Item, set: (more: Partial<Answer>) => void): HTMLElement | null {
  if (item.kind === 'photo') return null;
  if (item.kind === 'number') {
    const input = h('input', { inputmode: 'decimal', autocomplete: 'off', maxlength: 12, 'aria-label': item.text, input: () => {
      const text = input.value.trim().replace(',', '.');
      set({ measured: text === '' || !Number.isFinite(Number(text)) ? undefined : Number(text) });
    } });
    return h('div', { class: 'num' }, input, h('span', {}, item.unit ?? ''), item.canFail ? h('p', { class: 'hint' }, limits(item)) : null);
  }
  const choices = item.kind === 'yes-no' ? [['yes', t('是')], ['no', t('否')]] as const : item.choices.map((choice, n) => [choice, item.choicesEn?.[n] ?? choice] as const);
  return h('div', { class: item.kind === 'yes-no' ? 'big two' : 'big' }, ...choices.map(([value, words]) =>
    h('label', {}, h('input', { type: 'radio', name: `Answer-${item.number}`, value, change: () => set({ value }) }), h('span', {}, words))));
}

const limits = ({ least, most, unit = '' }: Item): string => [least === undefined ? '' : t('不小于 {0}', `${least} ${unit}`.trim()), most === undefined ? '' : t('不大于 {0}', `${most} ${unit}`.trim())].filter(Boolean).join(' · ');

export const inspecting: Work = { kinds: ['place', 'checklist'], screens: { inspect: place, places: list }, today };
