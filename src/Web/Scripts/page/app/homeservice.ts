// Home service: appointments of the next days, and one of them with its items, receipt numbers and the safety list.
import type { App, Screen } from './app.js';
import { button, empty, h, icon, link } from './dom.js';
import type { Entry } from './entries.js';
import { back, pill } from './parts.js';
import { t } from './words.js';
import { stateLook, stateWords } from './words-of.js';
import type { Work } from './works.js';

interface Need { needId: string; name: string; phone?: string }
interface Appointment { id: string; householdId: string; building: string; door: string; on: string; half: 'Morning' | 'Afternoon'; version: number; items: Need[] }

const all = (app: App): Appointment[] => ((app.held.other.get('appointment') ?? []) as Appointment[]).sort((a, b) => a.on.localeCompare(b.on) || b.half.localeCompare(a.half) || a.id.localeCompare(b.id));
const noted = (app: App, { id, version }: Appointment): Entry | undefined => app.entries.find(entry => entry.kind === 'home-service' && entry.caseId === id && entry.state !== 'refused' && (entry.baseVersion ?? 0) >= version);
const halfDay = ({ on, half }: Appointment): string => `${on} ${half === 'Morning' ? t('上午') : t('下午')}`;
const results: [string, () => string][] = [['Done', () => t('办成')], ['Papers', () => t('缺材料')], ['NotMet', () => t('未见到')], ['Declined', () => t('不需要了')]];
const points: [string, () => string][] = [
  ['GasHose', () => t('燃气软管完好、没有过期')], ['GasValve', () => t('燃气阀门能关严、闻不到气味')], ['GasAlarm', () => t('燃气报警器通电、会响')], ['Ventilation', () => t('厨房通风，没有和卧室打通')],
  ['Wiring', () => t('电线没有老化、没有私拉乱接')], ['Sockets', () => t('插座没有超负荷、没有发热')], ['Breaker', () => t('漏电保护器按试验键会跳闸')], ['Charging', () => t('屋里和楼道没有给电动车充电')],
];

function list(app: App): Screen {
  const visits = all(app);
  const main = h('main', { class: 'sheet plain', id: 'main' }, visits.length === 0 && empty('circle-check', t('没有约定的上门'), t('住户、家属或您提出后，约好日子的会排在这里。')),
    h('ul', { class: 'entries' }, ...visits.map(visit => { const mine = noted(app, visit); return h('li', {}, h('a', { class: 'task work', href: `#/home-service/${visit.id}` }, icon('clipboard-check', 24), h('span', {}, h('strong', {}, `${visit.building} ${visit.door}`), h('small', {}, `${halfDay(visit)} · ${visit.items.map(item => item.name).join(' · ')}`)), mine && pill(stateLook(mine), stateWords(mine)))); })));
  return { title: t('上门办'), body: [back(t('上门办')), main] };
}

function one(app: App, id: string): Screen {
  const visit = all(app).find(row => row.id === id);
  if (!visit) return { title: t('上门办'), body: [back(t('上门办'), '#/home-service'), h('main', { class: 'sheet plain', id: 'main' }, empty('circle-check', t('这次上门不在您的清单里了'), t('已经办完、改期或取消。'), link(t('回到上门办'), null, '', '#/home-service')))] };
  const title = `${visit.building} ${visit.door}`, mine = noted(app, visit);
  const main = h('main', { class: 'sheet plain', id: 'main' }, h('section', { class: 'task' }, h('h2', {}, halfDay(visit)), h('ul', { class: 'kept' }, ...visit.items.map(item => h('li', {}, h('span', {}, item.name), item.phone && h('small', {}, item.phone)))),
    h('p', { class: 'hint' }, t('认证在主管部门自己的应用里做；这里只记结果和回执号，不拍人脸，不录视频，也不用老人的手机。'))),
  mine ? h('section', { class: 'task' }, h('h2', {}, t('您的部分已做完')), h('p', { class: 'hint' }, t('已存在本机，有网后自动上传。'))) : finish(app, visit, title));
  return { title, body: [back(title, '#/home-service'), main], isForm: true };
}

function finish(app: App, visit: Appointment, title: string): HTMLElement {
  const wrong = h('p', { class: 'err', role: 'alert' });
  const items = visit.items.map((item, n) => h('fieldset', { class: 'doorq' }, h('legend', {}, item.name), h('div', { class: 'choices' }, ...results.map(([value, words]) => h('label', { class: 'choice' }, h('input', { type: 'radio', name: `R${n}`, value }), h('span', {}, words())))),
    h('div', { class: 'field' }, h('label', { for: `N${n}` }, t('回执号')), h('p', { class: 'hint', id: `N${n}-hint` }, t('主管部门的应用或窗口给的编号；不要填身份证号')), h('input', { id: `N${n}`, name: `N${n}`, maxlength: 40, 'aria-describedby': `N${n}-hint` }))));
  const done = h('input', { type: 'checkbox', name: 'SafetyChecked' }), agreed = h('input', { type: 'checkbox', name: 'HasConsented' });
  const safe = points.map(([point, words]) => h('label', { class: 'tick' }, h('input', { type: 'checkbox', name: 'Safe', value: point, checked: true }), h('span', {}, words())));
  const safety = h('div', { class: 'doorq', role: 'group', 'aria-labelledby': 'safety' }, h('strong', { id: 'safety' }, t('用气用电安全检查')), h('p', { class: 'hint' }, t('打勾表示没有问题；不做就都不选。')), h('label', { class: 'tick' }, done, h('span', {}, t('这次做了检查'))), ...safe, h('label', { class: 'tick' }, agreed, h('span', {}, t('有问题的，住户同意上报处理'))));
  const form = h('form', { class: 'task form', submit: event => event.preventDefault() }, ...items, safety, wrong);
  form.append(button(t('记下办结'), 'clipboard-check', 'primary big wide', async () => {
    const told = visit.items.map((item, n) => ({ needId: item.needId, result: form.querySelector<HTMLInputElement>(`[name=R${n}]:checked`)?.value, receiptNo: form.querySelector<HTMLInputElement>(`[name=N${n}]`)!.value.trim() || undefined }));
    if (told.some(item => !item.result)) { wrong.textContent = t('每个事项都要选结果。'); return; }
    if (told.some(item => item.receiptNo && (!/^[0-9A-Za-z][0-9A-Za-z-]{2,39}$/.test(item.receiptNo) || /^\d{17}[\dXx]$/.test(item.receiptNo)))) { wrong.textContent = t('回执号只有字母、数字和横线；不要填身份证号。'); return; }
    const bad = [...form.querySelectorAll<HTMLInputElement>('[name=Safe]')].filter(box => !box.checked).map(box => box.value);
    for (const each of form.querySelectorAll('button')) each.disabled = true;
    await app.record({ kind: 'home-service', title, caseId: visit.id, baseVersion: visit.version, data: { items: told, safetyChecked: done.checked, unsafe: done.checked ? bad : [], hasConsented: agreed.checked } });
    location.hash = '#/home-service';
  }), h('p', { class: 'hint' }, t('住户不同意上报的，请当面告知怎么整改，这里不留。')));
  return form;
}

export const homeService: Work = {
  kinds: ['appointment'],
  screens: { 'home-service': (app, id) => id ? one(app, id) : list(app) },
  today(app) {
    const todo = all(app).filter(visit => !noted(app, visit));
    return todo.length === 0 ? null : h('a', { class: 'task work', href: '#/home-service' }, icon('clipboard-check', 24), h('span', {}, h('strong', {}, t('上门办')), h('small', {}, t('{0} 次约定，最近 {1}', todo.length, halfDay(todo[0]!)))));
  },
};
