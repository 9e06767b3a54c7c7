// An alarm lies over everything else, also over the lock: heard while there is network. What is answered goes at once or not at all; an answer that
// comes an hour late helps nobody.
import { call, Refused } from './api.js';
import { button, h, icon } from './dom.js';
import { locate, lastPlace } from './where.js';
import { t } from './words.js';

interface Ringing { id: string; words: string; isDrill: boolean; task?: string; isLead?: boolean; steps?: string[] }

const everySeconds = 10, store = 'gezhi:alarm';
let box: HTMLDialogElement | undefined, shown: string | undefined, audio: AudioContext | undefined;

const going = (): Ringing | null => JSON.parse(sessionStorage.getItem(store) ?? 'null') as Ringing | null;
const keep = (alarm: Ringing | null): void => { if (alarm) sessionStorage.setItem(store, JSON.stringify(alarm)); else sessionStorage.removeItem(store); };

export function listen(): void {
  for (const gesture of ['pointerdown', 'keydown']) addEventListener(gesture, () => { audio ??= new AudioContext(); void audio.resume(); }, { passive: true });
  setInterval(() => void ask(), everySeconds * 1000);
  addEventListener('online', () => void ask());
  void ask();
}

/** In the background: asking does not keep a session alive. */
async function ask(): Promise<void> {
  if (!navigator.onLine) return;
  const answer = await fetch('/emergency/mine', { headers: { 'Gezhi-Background': '1', Accept: 'application/json' }, cache: 'no-store' }).catch(() => null);
  if (!answer?.ok || answer.redirected || !answer.headers.get('Content-Type')?.includes('json')) return;
  const [first] = await answer.json() as Ringing[], mine = going();
  if (first) { show(first, false); ring(); }
  else if (mine) show(mine, true);
  else close();
}

function close(): void {
  box?.close();
  box?.remove();
  box = shown = undefined;
}

function show(alarm: Ringing, isGoing: boolean): void {
  const mark = `${alarm.id} ${isGoing}`;
  if (shown === mark) return;
  close();
  shown = mark;
  const said = h('p', { class: 'alarm-said', role: 'status' });
  const answer = async (what: 'Acknowledge' | 'Arrive'): Promise<void> => {
    said.textContent = t('正在送出…');
    const place = lastPlace() ?? await locate(4000);
    try {
      await call('POST', `/api/emergencies/${alarm.id}/answers`, { answer: what, lon: place?.lon, lat: place?.lat, deviceAt: new Date().toISOString() });
    } catch (fault) {
      said.textContent = fault instanceof Refused ? [fault.problem.title, fault.problem.detail].filter(Boolean).join(' ') : t('没有送出去，请再按一次；没有网络就打电话。');
      if (fault instanceof Refused && fault.problem.code === 'emergency.ended') { keep(null); setTimeout(close, 4000); }
      return;
    }
    keep(what === 'Acknowledge' ? alarm : null);
    if (what === 'Acknowledge') show(alarm, true); else close();
  };
  const act = isGoing ? button(t('我已到场'), 'map-pin', 'primary', () => answer('Arrive')) : button(t('收到，马上去'), 'check', 'primary', () => answer('Acknowledge'));
  box = h('dialog', { class: `alarm-box${alarm.isDrill ? ' drill' : ''}`, 'aria-labelledby': 'alarm-words', cancel: event => event.preventDefault() }, icon('bell', 40),
    h('h2', { id: 'alarm-words' }, alarm.words), act, said, part(alarm), h('p', { class: 'alarm-net' }, t('回复要有网络，不会存下来以后再送：没有网络就打电话。')),
    navigator.onLine && h('a', { class: 'btn', href: `/emergency/${alarm.id}` }, icon('list-checks', 20), t('看全部分工和步骤')),
    isGoing && button(t('先收起来'), 'x', '', () => { keep(null); close(); }));
  document.body.append(box);
  box.showModal();
}

/** What this worker is called for, kept here: it is read also where the network is gone. */
function part({ task, isLead, steps = [] }: Ringing): HTMLElement | null {
  if (!task) return null;
  return h('div', { class: 'alarm-part' }, h('strong', {}, isLead ? t('您的分工：{0}，您带队', task) : t('您的分工：{0}', task)), steps.length > 0 && h('ol', {}, ...steps.map(step => h('li', {}, step))));
}

/** Two tones and a buzz until it is answered; browsers allow sound only after a touch. */
function ring(): void {
  if ('vibrate' in navigator && navigator.userActivation?.hasBeenActive) navigator.vibrate([400, 200, 400]);
  if (audio?.state !== 'running') return;
  [880, 660, 880, 660].forEach((pitch, index) => {
    const tone = audio!.createOscillator(), gain = audio!.createGain(), at = audio!.currentTime + index * .3;
    tone.frequency.value = pitch;
    gain.gain.setValueAtTime(.25, at);
    gain.gain.exponentialRampToValueAtTime(.01, at + .28);
    tone.connect(gain).connect(audio!.destination);
    tone.start(at);
    tone.stop(at + .28);
  });
}
