// The forms of a task. Each ends in an entry that is stored first; the fields are those of the online forms.
import type { App } from './app.js';
import { button, field, h, icon } from './dom.js';
import type { Kind } from './entries.js';
import type { Photo } from './camera.js';
import { photoField } from './photofield.js';
import { quick } from './home.js';
import type { Shown } from './tasks.js';
import { locateQuietly } from './where.js';
import { t } from './words.js';
import { stepIcon, stepWords } from './words-of.js';

type Data = Record<string, unknown>;
const longest = 1000;

function form(app: App, task: Shown, ...parts: (Node | string | null)[]): { element: HTMLFormElement; send: (kind: Kind, data: Data, photos?: Photo[]) => Promise<void> } {
  const element = h('form', { class: 'form', submit: event => event.preventDefault() }, ...parts);
  const send = async (kind: Kind, data: Data, photos: Photo[] = []): Promise<void> => {
    for (const one of element.querySelectorAll('button')) one.disabled = true;
    const place = await locateQuietly();
    await app.record({ kind, title: task.title, caseId: task.id, baseVersion: task.version, place, data, photos: photos.map(photo => ({ photo, role: 'photo' })) });
    location.hash = '#/';
  };
  return { element, send };
}

export function words(id: string, label: string, hint?: string, placeholder?: string, needed = true): { part: HTMLElement; value: () => string | null } {
  const area = h('textarea', { name: id, maxlength: longest, placeholder }), err = h('p', { class: 'err', role: 'alert', hidden: true }, icon('triangle-alert', 16), h('span', {}, t('请写几个字')));
  const part = field(id, label, area, hint);
  part.append(err);
  return { part, value: () => {
    const text = area.value.trim(), bad = needed && text === '';
    err.hidden = !bad;
    part.classList.toggle('bad', bad);
    if (bad) area.focus();
    return bad ? null : text;
  } };
}

const missing = (where: HTMLElement, sentence: string): void => {
  const said = where.querySelector<HTMLElement>('[role=status]');
  if (said) said.textContent = sentence;
  where.scrollIntoView({ block: 'center' });
};

function arrive(app: App, task: Shown): HTMLElement {
  const photos = photoField('arrive-photos', t('拍现场照片'), 3), { element, send } = form(app, task, photos.element);
  element.append(button(t('我已到场'), 'map-pin', 'primary big wide', async () => send('arrive', {}, await photos.photos())));
  return element;
}

function confirm(app: App, task: Shown): HTMLElement {
  const photos = photoField('confirm-photos', t('拍现场照片'), 3), note = words('Note', t('看到了什么'), t('未发现时请写明在哪里看过。'), undefined, false);
  const { element, send } = form(app, task, photos.element, note.part);
  const say = async (isTrue: boolean): Promise<void> => send('confirm', { isTrue, note: note.value() || undefined }, await photos.photos());
  element.append(h('div', { class: 'pair' }, button(t('未发现'), 'circle-x', '', () => say(false)), button(t('情况属实'), 'circle-check', 'primary', () => say(true))));
  return element;
}

function handIn(app: App, task: Shown): HTMLElement {
  const photos = photoField('hand-in-photos', task.photoNeeded === true ? t('拍处置后照片（必须）') : t('拍处置后照片'), 6), result = words('Result', t('做了什么'), undefined, t('例如：已换新井盖并固定，现场清扫干净'));
  const { element, send } = form(app, task, photos.element, result.part);
  element.append(button(t('提交处置反馈'), 'clipboard-check', 'primary big wide', async () => {
    const text = result.value(), taken = await photos.photos();
    if (text === null) return;
    if (task.photoNeeded === true && taken.length === 0) return missing(photos.element, t('这一类要有处置后的照片'));
    await send('hand-in', { result: text }, taken);
  }));
  return element;
}

function sendBack(app: App, task: Shown): HTMLElement {
  const reason = words('Reason', t('为什么不是我们的，该找谁'), t('写清依据，派遣员据此另派；干得不好不算退单。')), { element, send } = form(app, task, reason.part);
  element.append(button(t('退单'), 'undo-2', 'danger wide', async () => { const text = reason.value(); if (text) await send('send-back', { reason: text }); }));
  return element;
}

function climb(app: App, task: Shown): HTMLElement {
  const note = words('ClimbNote', t('请上级做什么'), undefined, t('例如：需要街道协调物业和产权单位')), { element, send } = form(app, task, note.part);
  element.append(button(t('呈报'), 'send', 'wide', async () => { const text = note.value(); if (text) await send('climb', { note: text }); }));
  return element;
}

function ask(app: App, task: Shown): HTMLElement {
  const reason = words('AskReason', t('理由')), until = h('input', { type: 'date', name: 'Until' }), day = field('Until', t('挂账到哪一天'), until);
  const choice = h('select', { name: 'Kind', change: () => { day.hidden = choice.value !== 'Shelve'; } }, h('option', { value: 'Extend' }, t('延期一个时限')), h('option', { value: 'Shelve' }, t('挂账停表')));
  day.hidden = true;
  const { element, send } = form(app, task, field('AskKind', t('申请什么'), choice), day, reason.part);
  element.append(button(t('提交申请'), 'hourglass', 'wide', async () => {
    const text = reason.value();
    if (!text) return;
    if (choice.value === 'Shelve' && !until.value) { until.focus(); return; }
    await send('ask', { kind: choice.value, reason: text, until: choice.value === 'Shelve' ? until.value : undefined });
  }));
  return element;
}

/** What is done here now. */
export function mainStep(app: App, task: Shown): HTMLElement {
  if (task.next === 'accept' || task.next === 'depart') return button(stepWords(task.next), stepIcon(task.next), 'primary big wide', () => quick(app, task));
  return ({ arrive, confirm, 'hand-in': handIn })[task.next](app, task);
}

const others: Record<string, [() => string, (app: App, task: Shown) => HTMLElement]> = {
  arrive: [() => t('到场拍照'), arrive], 'hand-in': [() => t('处置反馈'), handIn], 'send-back': [() => t('退单'), sendBack],
  ask: [() => t('申请延期或挂账'), ask], climb: [() => t('呈报'), climb],
};

export function otherSteps(app: App, task: Shown): HTMLElement[] {
  return task.others.filter(name => name in others && name !== task.next).map(name => {
    const [label, make] = others[name]!, inside = h('div'), box = h('details', { class: 'more' }, h('summary', {}, label(), icon('chevron-down', 20)), inside);
    box.addEventListener('toggle', () => { if (box.open && !inside.firstChild) inside.append(make(app, task)); });
    return box;
  });
}
