// Tasks as the server gave them, and as they stand with what is still in the outbox: what was done offline counts at once.
import type { Row } from './db.js';
import type { Entry } from './entries.js';
import { metres, type Place } from './where.js';

export type Step = 'accept' | 'depart' | 'arrive' | 'confirm' | 'hand-in';
export interface Task {
  id: string; title: string; kind: 'confirm' | 'handle' | 'attend'; state: string; stateText?: string; next: Step; others?: string[]; isUrgent?: boolean;
  place?: string; areaName?: string; lon?: number; lat?: number; category?: string; caseNo?: string; unit?: string; channel?: string; reportCount?: number; coverHash?: string;
  beganAt?: string; dueAt?: string; arrivedAt?: string; asked?: string; photoNeeded?: boolean; version: number;
  sayings?: { at: string; text: string }[]; moves?: { at: string; text: string }[];
}
export interface Shown extends Task { waiting: number; isDone: boolean; needsMe: boolean }
export interface Grid { id: string; name: string; full?: string; own?: boolean; rings: [number, number][][] }
export interface Category { key: string; name: string; group?: string; onSpot?: boolean }
export interface Unit { id: string; name: string; phone?: string; hours?: string }
export interface Mine { grids?: string[]; ground?: string; posts?: string[]; done?: number }
export interface Held { tasks: Task[]; grids: Grid[]; units: Unit[]; categories: Category[]; mine: Mine }

export async function read(rows: readonly Row[], open: (row: Row) => Promise<unknown>): Promise<Held> {
  const of = async <T>(kind: string): Promise<T[]> => Promise.all(rows.filter(row => row.kind === kind).map(async row => ({ ...await open(row) as object, id: row.id }) as unknown as T));
  const words = new Map((await of<{ id: string }>('words')).map(word => [word.id, word as unknown]));
  return {
    tasks: await of<Task>('task'), grids: await of<Grid>('grid'), units: await of<Unit>('unit'),
    categories: (words.get('categories') as { all?: Category[] } | undefined)?.all ?? [], mine: words.get('me') as Mine | undefined ?? {},
  };
}

const after: Record<string, Step> = { accept: 'depart', depart: 'arrive' };
const ends = new Set(['confirm', 'hand-in', 'send-back']);

export function project(task: Task, entries: readonly Entry[]): Shown {
  const mine = entries.filter(entry => entry.caseId === task.id && entry.state !== 'accepted' && entry.state !== 'refused');
  const shown: Shown = { ...task, waiting: mine.length, isDone: false, needsMe: mine.some(entry => entry.state === 'needs-me') };
  for (const entry of mine) {
    shown.next = after[entry.kind] ?? shown.next;
    if (entry.kind === 'arrive') { shown.next = 'hand-in'; shown.arrivedAt = entry.madeAt; shown.isDone ||= task.kind === 'attend'; }
    if (entry.kind !== 'confirm' && task.kind === 'confirm') shown.next = 'confirm';
    if (entry.kind === 'accept') shown.others = [...new Set([...shown.others ?? [], 'ask'])];
    shown.isDone ||= ends.has(entry.kind);
  }
  return shown;
}

const rank = (task: Task, now: number): number => task.isUrgent ? 0 : task.dueAt && Date.parse(task.dueAt) < now + 3_600_000 ? 1 : 2;

/** Urgent and soon due first; within a rank always the nearest next. */
export function route<T extends Task>(tasks: readonly T[], from: Place | undefined, now = Date.now()): T[] {
  const order: T[] = [];
  let at: { lon: number; lat: number } | undefined = from;
  for (const level of [0, 1, 2]) {
    const rest = tasks.filter(task => rank(task, now) === level).sort((a, b) => (a.dueAt ?? '9').localeCompare(b.dueAt ?? '9') || a.id.localeCompare(b.id));
    while (rest.length > 0) {
      const here = at, far = (task: T): number => here && task.lon !== undefined && task.lat !== undefined ? metres(here, { lon: task.lon, lat: task.lat }) : Infinity;
      const next = rest.reduce((best, task) => far(task) < far(best) ? task : best);
      rest.splice(rest.indexOf(next), 1);
      order.push(next);
      if (next.lon !== undefined && next.lat !== undefined) at = { lon: next.lon, lat: next.lat };
    }
  }
  return order;
}
