// Names of steps, states and kinds, one place for all screens.
import type { Entry, Kind } from './entries.js';
import type { Shown, Step, Task } from './tasks.js';
import { span, t } from './words.js';

export const stepWords = (step: Step): string =>
  ({ accept: t('接单'), depart: t('出发'), arrive: t('到场拍照'), confirm: t('到场核实'), 'hand-in': t('处置反馈') })[step];

export const stepIcon = (step: Step): string => ({ accept: 'check', depart: 'footprints', arrive: 'camera', confirm: 'camera', 'hand-in': 'clipboard-check' })[step];

export const kindWords = (kind: Kind): string => ({
  accept: t('接单'), depart: t('出发'), arrive: t('到场'), confirm: t('核实'), 'hand-in': t('处置反馈'), 'send-back': t('退单'), climb: t('呈报'),
  ask: t('申请延期或挂账'), 'solve-on-spot': t('自行处置'), report: t('巡查上报'), 'duty-start': t('上岗'), 'duty-end': t('下岗'), track: t('巡查轨迹'), 'check-in': t('到点打卡'),
  inspect: t('现场检查'), recheck: t('复查'), visit: t('走访'), verify: t('人户核实'), 'home-service': t('上门办'),
})[kind];

export const taskKind = (task: Task): string => ({ confirm: t('核实'), handle: t('处置'), attend: t('到场') })[task.kind];

export const limitWords = (task: Task): string => task.kind === 'confirm' ? t('离核实时限') : task.kind === 'handle' ? t('离处置时限') : t('离办理时限');

export const stateWords = (entry: Entry): string => ({
  waiting: t('等待上传'), sending: t('正在上传'), 'needs-me': t('需要您决定'), refused: t('不能接收'), accepted: t('已接收'), decided: t('主管已决定'),
})[entry.state];

export const stateIcon = (entry: Entry): string => ({ waiting: 'clock', sending: 'cloud-upload', 'needs-me': 'triangle-alert', refused: 'circle-x', accepted: 'circle-check', decided: 'shield-check' })[entry.state];

export const stateLook = (entry: Entry): string => ({ waiting: 'hold', sending: 'new', 'needs-me': 'doing', refused: 'late', accepted: 'done', decided: 'done' })[entry.state];

export const isLate = (task: Task): boolean => task.dueAt !== undefined && Date.parse(task.dueAt) < Date.now();

/** The status of a task as pill: kind of look and words. */
export function standing(task: Shown): [look: string, words: string] {
  if (task.needsMe) return ['doing', t('需要您决定')];
  if (task.waiting > 0) return ['hold', t('已存本机，待上传')];
  if (isLate(task)) return ['late', t('已超时')];
  return [task.state === 'Handling' ? 'doing' : 'new', task.stateText];
}

export const left = (task: Task): string => {
  const rest = Date.parse(task.dueAt!) - Date.now();
  return rest < 0 ? t('超 {0}', span(rest)) : span(rest);
};

export function usedShare({ beganAt, dueAt }: Task): number {
  const due = Date.parse(dueAt!), began = Date.parse(beganAt);
  return due <= began ? 1.01 : Math.max(0, (Date.now() - began) / (due - began));
}
