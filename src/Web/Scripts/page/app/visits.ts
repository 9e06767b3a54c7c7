// Visits: the doors of today building after building, and one door with what to say, what came of it, and what the household wants.
import type { App, Screen } from './app.js';
import { isOver } from './db.js';
import { button, empty, field, h, icon, link } from './dom.js';
import type { Entry } from './entries.js';
import { back, pill } from './parts.js';
import { t, when } from './words.js';
import { kindWords, stateLook, stateWords } from './words-of.js';
import type { Work } from './works.js';

interface Home { residents?: number; type: string; version: number }
interface Visit {
  id: string; campaignId: string; householdId: string; buildingId: string; building: string; door: string; areaCode: string; walk: number;
  state: string; tries: number; notAt?: 'morning' | 'afternoon' | 'evening'; done: boolean; version: number; home?: Home;
}
interface Question { text: string; choices: string[] }
interface Campaign { id: string; title: string; purpose: string; script: string; questions: Question[]; untilOn: string; mostTries: number }
interface Service { id: string; name: string }

const held = <T>(app: App, kind: string): T[] => (app.held.other.get(kind) ?? []) as T[];

/** In the order of the walk. */
const all = (app: App): Visit[] => held<Visit>(app, 'visit').sort((a, b) =>
  a.campaignId.localeCompare(b.campaignId) || a.areaCode.slice(0, 15).localeCompare(b.areaCode.slice(0, 15)) || a.walk - b.walk);

/** What this device noted at the door and the centre's answer does not hold yet. */
const noted = (app: App, visit: Visit): Entry | undefined =>
  app.entries.find(entry => entry.kind === 'visit' && entry.caseId === visit.id && entry.state !== 'refused' && (entry.baseVersion ?? 0) >= visit.version);

const isDone = (app: App, visit: Visit): boolean => visit.done || noted(app, visit) !== undefined;

const partWords = (part: string): string => ({ morning: t('上午'), afternoon: t('下午'), evening: t('晚上') })[part] ?? part;
const before = ({ tries, notAt }: Visit): string => tries > 0 ? t('去过 {0} 次', tries) + (notAt ? ` · ${t('{0}不在，换个时段', partWords(notAt))}` : '') : '';
const stateOf = (state: string): string => ({ met: t('已见到'), again: t('不在家'), refused: t('不愿意'), moved: t('已搬走'), unreached: t('多次不在') })[state] ?? '';

function list(app: App): Screen {
  const visits = all(app), todo = visits.filter(visit => !isDone(app, visit)), done = visits.filter(visit => isDone(app, visit));
  const groups = new Map<string, Visit[]>();
  for (const visit of todo) groups.set(visit.campaignId + visit.buildingId, [...groups.get(visit.campaignId + visit.buildingId) ?? [], visit]);
  const main = h('main', { class: 'sheet plain', id: 'main' },
    visits.length === 0 && empty('circle-check', t('今天没有要走访的户'), t('社区启动走访行动后，您网格里的户会按楼栋和路线排在这里。')),
    ...[...groups.values()].map(some => h('section', { class: 'task' }, h('h2', {}, some[0]!.building, ' ', h('small', { class: 'muted' }, t('{0} 户', some.length))),
      h('ul', { class: 'doorgrid' }, ...some.map(visit => h('li', {}, h('a', { class: 'btn', href: `#/visit/${visit.id}` }, visit.door, visit.tries > 0 && h('small', {}, before(visit)))))))),
    done.length > 0 && h('h2', { class: 'sub' }, t('今天记过的')),
    done.length > 0 && h('ul', { class: 'kept' }, ...done.map(visit => { const mine = noted(app, visit); return h('li', {}, h('span', {}, `${visit.building} ${visit.door}`), mine ? pill(stateLook(mine), stateWords(mine)) : h('small', {}, stateOf(visit.state))); })),
    done.length > 0 && h('p', { class: 'hint' }, icon('undo-2', 16), ` ${t('记错了：还没送出的，现在就能在“本机记录”里移除；已经送出的，要连上网络、当天才能撤回。')} `, app.contact === 'offline' ? t('现在没有网络。') : h('a', { href: '/field/visits' }, t('去撤回'))));
  return { title: t('今日走访'), body: [back(t('今日走访')), main] };
}

function one(app: App, id: string): Screen {
  const visit = held<Visit>(app, 'visit').find(row => row.id === id), campaign = held<Campaign>(app, 'campaign').find(row => row.id === visit?.campaignId);
  if (!visit || !campaign) return { title: t('走访'), body: [back(t('走访'), '#/visits'), h('main', { class: 'sheet plain', id: 'main' }, empty('circle-check', t('这一户今天不用去了'), t('别人已经走访过，或者行动已经结束。'), link(t('回到今日走访'), null, '', '#/visits')))] };
  const mine = app.entries.filter(entry => entry.caseId === visit.id || entry.caseId === visit.householdId);
  const main = h('main', { class: 'sheet plain', id: 'main' },
    h('section', { class: 'task' }, h('h2', {}, campaign.title), h('p', {}, campaign.purpose), h('p', { class: 'script' }, campaign.script), before(visit) !== '' && h('p', { class: 'hint' }, icon('clock', 16), ` ${before(visit)}`)),
    isDone(app, visit) ? h('section', { class: 'task' }, h('h2', {}, t('这一户今天记过了')), h('p', { class: 'hint' }, t('已存在本机，有网后自动上传。'))) : results(app, visit, campaign),
    mine.length > 0 && h('section', { class: 'task' }, h('h2', {}, t('您在这里记的')), h('ul', { class: 'kept' }, ...mine.map(entry => h('li', {}, h('span', {}, kindWords(entry.kind), ' ', h('small', {}, when(entry.madeAt))), pill(stateLook(entry), stateWords(entry)))))),
    visit.home && more(t('人户核实'), () => verify(app, visit, visit.home!)), services(app, visit),
    visit.home && h('p', { class: 'hint' }, t('要联系住户，有网时到台账里看电话，会留下记录。'), ' ', h('a', { href: `/registry/households/${visit.householdId}` }, t('打开台账'))));
  return { title: `${visit.building} ${visit.door}`, body: [back(`${visit.building} ${visit.door}`, '#/visits'), main], isForm: true };
}

function more(label: string, make: () => Node): HTMLElement {
  const inside = h('div'), box = h('details', { class: 'more' }, h('summary', {}, label, icon('chevron-down', 20)), inside);
  box.addEventListener('toggle', () => { if (box.open && !inside.firstChild) inside.append(make()); });
  return box;
}

const tick = (words: string, name: string): [HTMLElement, HTMLInputElement] => { const input = h('input', { type: 'checkbox', name }); return [h('label', { class: 'tick' }, input, h('span', {}, words)), input]; };

function results(app: App, visit: Visit, { questions }: Campaign): HTMLElement {
  const wrong = h('p', { class: 'err', role: 'alert' }), [consent, consented] = tick(t('已说明记什么、做什么用，住户同意记下'), 'HasConsented');
  const demand = h('textarea', { name: 'Demand', maxlength: 500 }), phone = h('input', { name: 'Phone', inputmode: 'tel', maxlength: 20 }), urgent = h('input', { type: 'checkbox', name: 'IsUrgent' });
  const asked = questions.map((question, n) => h('fieldset', { class: 'doorq' }, h('legend', {}, question.text), h('div', { class: 'choices' }, ...question.choices.map((choice, m) =>
    h('label', { class: 'choice' }, h('input', { type: 'radio', name: `Q${n}`, value: m }), h('span', {}, choice))))));
  const form = h('form', { class: 'task form', submit: event => event.preventDefault() }, ...asked);

  async function note(result: string, cardLeft = false): Promise<void> {
    const isMet = result === 'Met', answers = questions.map((_, n) => Number(form.querySelector<HTMLInputElement>(`[name=Q${n}]:checked`)?.value ?? -1));
    const wants = isMet ? demand.value.trim() : '', call = wants ? phone.value.trim() : '';
    if (isMet && !consented.checked && (answers.some(answer => answer >= 0) || call)) { wrong.textContent = t('选了答案或留了电话，要先说明用途、征得同意；不同意就不选。'); consented.focus(); return; }
    for (const each of form.querySelectorAll('button')) each.disabled = true;
    await app.record({ kind: 'visit', title: `${visit.building} ${visit.door}`, caseId: visit.id, baseVersion: visit.version, data: {
      result, cardLeft, ...isMet ? { answers, hasConsented: consented.checked, demand: wants || undefined, phone: call || undefined, isUrgent: wants ? urgent.checked : undefined } : {} } });
    location.hash = '#/visits';
  }

  form.append(consent, h('details', { class: 'more' }, h('summary', {}, t('住户有诉求'), icon('chevron-down', 20)), h('div', {}, field('Demand', t('要办什么'), demand, t('写事，不写对人的评语；会作为诉求上报')), field('Phone', t('回复电话'), phone, t('住户同意才填；用来回复这件事')), h('label', { class: 'tick' }, urgent, h('span', {}, t('有危险，很急'))))),
    wrong, button(t('见到了'), 'circle-check', 'primary big wide', () => note('Met')),
    h('div', { class: 'pair' }, button(t('不在家'), null, 'big', () => note('NotHome')), button(t('不在家，已留卡'), null, 'big', () => note('NotHome', true))),
    h('div', { class: 'pair' }, button(t('不愿意'), null, 'big', () => note('Refused')), button(t('已搬走'), null, 'big', () => note('Moved'))),
    h('p', { class: 'hint' }, t('不愿意的，只记“不愿意”三个字，本次行动不再上门，不影响任何待遇。')));
  return form;
}

/** Four answers and no fifth; a household that does not want it is not written down. */
function verify(app: App, visit: Visit, home: Home): Node {
  if (app.entries.some(entry => entry.kind === 'verify' && entry.caseId === visit.householdId && entry.state !== 'refused' && !isOver(entry))) return h('p', { class: 'hint' }, t('已存在本机，有网后自动上传。'));
  const types: [string, string][] = [['Family', t('家庭户')], ['Collective', t('集体户')], ['Tenants', t('租户')]], wrong = h('p', { class: 'err', role: 'alert' });
  const count = h('input', { name: 'Residents', type: 'number', min: 0, max: 200, value: home.residents ?? '' }), type = h('select', { name: 'Type' }, ...types.map(([value, words]) => h('option', { value, selected: value === home.type }, words)));
  const [told, wasTold] = tick(t('已告知用途，住户愿意'), 'WasTold');
  const form = h('form', { class: 'form', submit: event => event.preventDefault() });

  async function note(outcome: string): Promise<void> {
    const residents = count.value === '' ? undefined : Number(count.value), isChanged = outcome === 'Changed';
    if (outcome !== 'NotMet' && !wasTold.checked) { wrong.textContent = t('先告知用途，住户愿意才核实；不愿意的什么都不记。'); wasTold.focus(); return; }
    if (isChanged && residents === home.residents && type.value === home.type) { wrong.textContent = t('先改成现在的人数或户类型。'); count.focus(); return; }
    for (const each of form.querySelectorAll('button')) each.disabled = true;
    await app.record({ kind: 'verify', title: `${visit.building} ${visit.door}`, caseId: visit.householdId, baseVersion: home.version, data: { outcome, wasTold: wasTold.checked, ...isChanged ? { residents, type: type.value } : {} } });
    location.hash = '#/visits';
  }

  form.append(h('p', {}, t('台账现在：'), h('strong', {}, ` ${home.residents === undefined ? t('人数未登记') : t('{0} 人', home.residents)} · ${types.find(([value]) => value === home.type)?.[1] ?? ''}`)),
    h('p', { class: 'hint' }, t('先说明用途，对方可以不愿意；不愿意的什么都不记。有变化的由另一个人审批后才改台账。')), told, h('div', { class: 'pair' }, field('Residents', t('现在几人'), count), field('Type', t('户类型'), type)), wrong,
    h('div', { class: 'pair' }, button(t('一致'), null, 'big', () => note('Same')), button(t('有变化'), null, 'big', () => note('Changed'))), h('div', { class: 'pair' }, button(t('已搬走'), null, 'big', () => note('Moved')), button(t('未见到'), null, 'big', () => note('NotMet'))));
  return form;
}

/** Somebody asks for a service at home; the day is agreed on later. */
function services(app: App, visit: Visit): Node | null {
  const known = held<Service>(app, 'service');
  if (known.length === 0 || !visit.home) return null;
  return more(t('登记上门办'), () => {
    const item = h('select', { name: 'ItemId' }, ...known.map(one => h('option', { value: one.id }, one.name)));
    const origin = h('select', { name: 'Origin' }, ...([['Resident', t('本人提出')], ['Family', t('家属提出')], ['Worker', t('网格员代为登记')]] as const).map(([value, words]) => h('option', { value }, words)));
    return h('form', { class: 'form', submit: event => event.preventDefault() }, field('ItemId', t('事项'), item), field('Origin', t('谁提出'), origin), button(t('登记'), 'plus', 'primary wide', async () => {
      await app.record({ kind: 'home-service', title: `${visit.building} ${visit.door}`, caseId: visit.householdId, data: { itemId: item.value, origin: origin.value } });
      location.hash = '#/visits';
    }));
  });
}

export const visits: Work = {
  kinds: ['campaign', 'visit', 'service'],
  screens: { visits: list, visit: one },
  today(app) {
    const todo = all(app).filter(visit => !isDone(app, visit)).length, any = all(app).length;
    return any === 0 ? null : h('a', { class: 'task work', href: '#/visits' }, icon('footprints', 24), h('span', {}, h('strong', {}, t('今日走访')), h('small', {}, todo > 0 ? t('还有 {0} 户', todo) : t('今天的都走完了'))));
  },
};
