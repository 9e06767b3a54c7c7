// What is stored on this device: where each entry stands, why one was not taken, and the worker's decision where two did the same.
import type { App, Screen } from './app.js';
import { ask, button, empty, h, icon } from './dom.js';
import { open, type Entry } from './entries.js';
import { longestDays } from './outbox.js';
import { back, pill } from './parts.js';
import { size, t, when } from './words.js';
import { kindWords, stateLook, stateWords } from './words-of.js';

export function outboxPage(app: App): Screen {
  const waiting = open(app.entries), sent = app.entries.filter(entry => entry.state === 'accepted').reverse(), settled = app.entries.filter(entry => entry.state === 'decided').reverse();
  const main = h('main', { class: 'sheet plain', id: 'main' }, h('p', { class: 'hint' }, t('每一条都先存在本机，收到中心签名的回执才算送到。不会重复提交，也不会自己消失。')),
    waiting.some(entry => entry.state === 'waiting') && button(t('现在上传'), 'cloud-upload', 'wide', () => app.meet()),
    waiting.length === 0 ? empty('circle-check', t('没有待上传的记录'), t('都已经送到中心。')) : h('ul', { class: 'entries' }, ...waiting.map(entry => one(app, entry))),
    settled.length > 0 && h('h2', { class: 'sub' }, t('主管代为决定的记录')),
    settled.length > 0 && h('ul', { class: 'entries' }, ...settled.map(entry => over(app, entry))),
    sent.length > 0 && h('h2', { class: 'sub' }, t('已接收')),
    sent.length > 0 && h('ul', { class: 'entries' }, ...sent.slice(0, 200).map(entry => h('li', { class: 'task', 'data-entry': entry.id, 'data-state': entry.state, 'data-photos': entry.blobs.join(' ') }, top(entry), h('p', { class: 'hint' }, icon('shield-check', 16), ` ${t('中心回执 {0}', entry.receipt?.hash.slice(0, 12) ?? '')}`)))));
  return { title: t('本机记录'), body: [back(t('本机记录')), main] };
}

const top = (entry: Entry): HTMLElement => h('div', { class: 'r1' }, h('div', {}, h('strong', {}, `${kindWords(entry.kind)} · ${entry.title}`),
  h('p', { class: 'ad' }, when(entry.madeAt), entry.blobs.length > 0 ? ` · ${t('{0} 张照片，{1}', entry.blobs.length, size(entry.bytes))}` : '', entry.place ? ` · ${t('有定位')}` : '')), pill(stateLook(entry), stateWords(entry)));

function one(app: App, entry: Entry): HTMLElement {
  return h('li', { class: 'task', 'data-entry': entry.id, 'data-state': entry.state }, top(entry),
    ...entry.state === 'needs-me' ? sides(app, entry) : entry.problem ? [why(entry)] : [],
    entry.state === 'sending' || entry.state === 'needs-me' ? null : button(entry.state === 'refused' ? t('知道了，移除') : t('移除'), 'trash-2', 'quiet', () => letGo(app, entry)));
}

function why({ problem, state }: Entry): HTMLElement {
  const [title, text] = problem!.code === 'receipt.unsigned' ? [t('中心的回执没有通过核对'), t('记录留在本机，会再送一次。多次如此请告诉系统管理员。')]
    : problem!.code === 'entry.waits' ? [t('等前一步'), t('同一件事的前一步送到后，这一条接着送。')] : [problem!.title, problem!.detail ?? ''];
  return h('div', { class: state === 'refused' ? 'problem' : 'said warn' }, icon(state === 'refused' ? 'triangle-alert' : 'info', 20), h('div', {}, h('strong', {}, title), text && h('p', {}, text)));
}

/** By whom, what and why; with the receipt by which it left the queue. */
function over(app: App, entry: Entry): HTMLElement {
  const { decision, receipt, blobs } = entry;
  return h('li', { class: 'task', 'data-entry': entry.id, 'data-state': entry.state }, top(entry),
    h('div', { class: 'said' }, icon('shield-check', 20), h('div', {}, h('strong', {}, receipt?.outcome === 'handed-on' ? t('已写进经过，交现在的承办人') : t('以期间别人做的为准')),
      h('p', {}, t('{0}决定，{1}', decision?.by ?? '', receipt ? when(receipt.at) : '')), decision?.why ? h('p', {}, decision.why) : null)),
    h('p', { class: 'hint' }, icon('shield-check', 16), ` ${t('中心回执 {0}', receipt?.hash.slice(0, 12) ?? '')}`, blobs.length > 0 ? ` · ${t('照片在本机再留 {0} 天', longestDays)}` : ''),
    button(t('知道了，移除'), 'trash-2', 'quiet', () => letGo(app, entry)));
}

/** Mine and theirs beside each other; nothing happens until a person decides. */
function sides(app: App, entry: Entry): HTMLElement[] {
  const { theirs } = entry, data = JSON.parse(entry.data) as Record<string, unknown>;
  const mine = [data.result, data.reason, data.note, data.text].filter((value): value is string => typeof value === 'string' && value !== '');
  const pair = h('div', { class: 'sides' },
    h('section', {}, h('h2', {}, t('您记的')), h('p', {}, kindWords(entry.kind)), ...mine.map(line => h('p', {}, line)), h('small', {}, when(entry.madeAt))),
    h('section', {}, h('h2', {}, t('期间别人做的')), ...(theirs?.lines ?? []).map(line => h('p', {}, line)), h('p', {}, t('现在：{0}', theirs?.stateText ?? '')), h('small', {}, theirs?.at ? `${theirs.by ?? ''} ${when(theirs.at)}` : '')));
  const reason = entry.problem?.title ? h('p', { class: 'hint' }, [entry.problem.title, entry.problem.detail].filter(Boolean).join(' ')) : h('p', { class: 'hint' }, t('两边都动了同一件事，请您看着决定。'));
  return [reason, pair, h('div', { class: 'pair' }, button(t('不用我的了'), 'x', '', () => letGo(app, entry)), button(t('按现在的情况再送'), 'refresh-cw', 'primary', () => app.again(entry)))];
}

async function letGo(app: App, entry: Entry): Promise<void> {
  const sure = entry.state === 'refused' || entry.state === 'decided' || await ask(t('不再上传这一条？'), t('“{0} · {1}”会从本机删除，找不回来。', kindWords(entry.kind), entry.title), t('删除'), t('留着'));
  if (sure) await app.letGo(entry);
}
