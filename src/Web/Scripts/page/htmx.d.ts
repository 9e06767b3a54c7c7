// The little of htmx 4.0.1 that our scripts touch.
interface HtmxContext {
  sourceElement: Element;
  select?: string;
  selectOOB?: string;
  target?: Element | string;
  swap: string;
  text: string;
  push?: string;
  replace?: string;
  request: { method: string; action: string };
  response?: { raw: Response; status: number };
}

interface Htmx {
  config: Record<string, unknown>;
  ajax(verb: string, path: string, options: Record<string, unknown>): Promise<void>;
  process(root: Element, force?: boolean): void;
}

interface Window { htmx?: Htmx }
