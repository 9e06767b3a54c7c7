// Work of the day besides cases: patrols, visits, inspections. Each stands in a file of its own and in this list.
import type { App, Screen } from './app.js';
import { homeService } from './homeservice.js';
import { inspecting } from './inspecting.js';
import { patrol } from './patrol.js';
import { visits } from './visits.js';

export interface Work {
  /** Kinds of items that the centre gives for it (ISyncItems); read them by app.held.other. */
  kinds: readonly string[];
  /** Screens by the first part of the address, #/visit/{id}. */
  screens: Readonly<Record<string, (app: App, id: string) => Screen>>;
  /** What stands under the tasks of today; null when there is nothing to do. */
  today(app: App): Node | null;
  /** Called whenever something changed; null when the app is locked or left. */
  follow?(app: App | null): void;
}

export const works: readonly Work[] = [patrol, visits, inspecting, homeService];
