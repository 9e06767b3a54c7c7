// One task on the spot: facts, what to do here, its story, and what waits to be sent about it.
import type { App, Screen } from './app.js';
import { empty, h, icon, link } from './dom.js';
import { back, deadline, geo, pill, status } from './parts.js';
import { mainStep, otherSteps } from './steps.js';
import type { Shown } from './tasks.js';
import { t, when } from './words.js';
import { kindWords, stateLook, stateWords, stepWords, taskKind } from './words-of.js';

export function taskPage(app: App, id: string): Screen {
  const task = app.tasks.find(one => one.id === id);
  if (!task) return { title: t('任务'), body: [back(t('任务')), h('main', { class: 'sheet plain', id: 'main' }, empty('circle-check', t('这件事不在您的任务里了'), t('已经办完，或者派给了别人。'), link(t('回到任务'), null, '', '#/')))] };
  const main = h('main', { class: 'sheet plain', id: 'main' }, facts(task), doing(app, task), ...said(app, task), ...story(task), phones(app, task),
    task.isDone ? null : h('h2', { class: 'sub' }, t('其他操作')), ...task.isDone ? [] : otherSteps(app, task));
  return { title: task.title, body: [back(task.title), main], isForm: true };
}

function facts(task: Shown): HTMLElement {
  const list = h('dl', { class: 'dl' }), way = geo(task);
  for (const [label, value] of [[t('地点'), task.place], [t('网格'), task.areaName], [t('类别'), task.category], [t('主办'), task.unit], [t('案卷编号'), task.caseNo]] as const)
    if (value) list.append(h('dt', {}, label), h('dd', {}, value));
  return h('article', { class: 'task' }, h('div', { class: 'row' }, status(task), task.isUrgent === true && h('span', { class: 'urgent' }, t('急')), h('span', { class: 'muted' }, taskKind(task))), list, deadline(task),
    way && link(t('导航去现场'), 'navigation', 'wide', way));
}

function doing(app: App, task: Shown): HTMLElement {
  if (task.needsMe) return h('section', { class: 'task' }, h('h2', {}, t('需要您决定')), h('p', { class: 'hint' }, t('您离线时，别人也动了这件事。先看一看两边，再决定。')), link(t('去看两边'), 'triangle-alert', 'primary wide', '#/outbox'));
  if (task.isDone) return h('section', { class: 'task' }, h('h2', {}, t('您的部分已做完')), h('p', { class: 'hint' }, t('已存在本机，有网后自动上传。')));
  return h('section', { class: 'task', id: 'do' }, h('h2', {}, stepWords(task.next)), h('p', { class: 'hint' }, icon('info', 16), ` ${asked(task)}`), mainStep(app, task));
}

/** What the photo must show, and what was asked with the task. */
function asked({ next, asked }: Shown): string {
  if (asked) return asked;
  return next === 'confirm' ? t('拍一张全景、一张近景，能看出是哪里。') : next === 'arrive' ? t('拍下处置前的样子；危险的先围起来、看住。') : t('写清做了什么，拍下现在的样子。');
}

function said(app: App, task: Shown): HTMLElement[] {
  const mine = app.entries.filter(entry => entry.caseId === task.id);
  if (mine.length === 0) return [];
  return [h('section', { class: 'task' }, h('h2', {}, t('您在这里记的')), h('ul', { class: 'kept' }, ...mine.map(entry =>
    h('li', {}, h('span', {}, kindWords(entry.kind), ' ', h('small', {}, when(entry.madeAt))), pill(stateLook(entry), stateWords(entry))))))];
}

function story(task: Shown): HTMLElement[] {
  const sayings = (task.sayings ?? []).map(one => h('li', {}, h('p', {}, one.text), h('small', {}, when(one.at))));
  const moves = (task.moves ?? []).map(one => h('li', {}, h('span', {}, one.text), h('small', {}, when(one.at))));
  return [
    ...sayings.length > 0 ? [h('h2', { class: 'sub' }, t('反映内容')), h('ul', { class: 'sayings' }, ...sayings)] : [],
    ...moves.length > 0 ? [h('details', { class: 'more' }, h('summary', {}, t('办理经过（{0} 步）', moves.length), icon('chevron-down', 20)), h('div', {}, h('ul', { class: 'kept' }, ...moves)))] : [],
  ];
}

function phones(app: App, task: Shown): HTMLElement | null {
  const units = app.held.units.filter(unit => unit.phone).sort((a, b) => Number(b.name === task.unit) - Number(a.name === task.unit));
  if (units.length === 0) return null;
  return h('details', { class: 'more' }, h('summary', {}, t('联系电话'), icon('chevron-down', 20)), h('div', {}, h('ul', { class: 'kept' }, ...units.map(unit =>
    h('li', {}, h('span', {}, unit.name), h('a', { class: 'btn', href: `tel:${unit.phone!}` }, icon('phone', 20), unit.phone!))))));
}
