// Calls to the server. What can go wrong has one name each, so that callers say the right words.
export interface Problem { code: string; title: string; detail?: string; errors?: Record<string, string[]> }

/** No network, or the server is down or busy: try later. */
export class Unreachable extends Error {}
/** The centre answers, but has a fault or is busy: nothing is lost, it is tried again. */
export class Faulty extends Unreachable {}
/** The sign-in is over: what is stored stays. */
export class SignedOut extends Error {}
/** The centre has revoked this device. */
export class Wiped extends Error { constructor(readonly problem: Problem) { super(problem.title); } }
export class Refused extends Error { constructor(readonly status: number, readonly problem: Problem, readonly body: unknown) { super(problem.title); } }

const longestMilliseconds = 60_000;
let device = '';

export const useDevice = (id: string): void => { device = id; };

export async function call<T>(method: string, path: string, body?: unknown, raw = false): Promise<T> {
  const stop = new AbortController(), timer = setTimeout(() => stop.abort(), longestMilliseconds);
  try {
    const headers: Record<string, string> = { Accept: 'application/json', 'Gezhi-Device': device, 'Accept-Language': document.documentElement.lang };
    if (body !== undefined) headers['Content-Type'] = raw ? 'application/octet-stream' : 'application/json';
    const sent = raw || typeof body === 'string' ? body as BodyInit : body === undefined ? undefined : JSON.stringify(body);
    const answer = await fetch(path, { method, headers, body: sent, cache: 'no-store', signal: stop.signal });
    return await read<T>(answer);
  } catch (fault) {
    if (fault instanceof TypeError || fault instanceof DOMException) throw new Unreachable(String(fault));
    throw fault;
  } finally {
    clearTimeout(timer);
  }
}

async function read<T>(answer: Response): Promise<T> {
  const isJson = answer.headers.get('Content-Type')?.includes('json') ?? false;
  if (answer.ok && isJson && !answer.redirected) return await answer.json() as T;
  if (answer.status === 401 || answer.redirected) throw new SignedOut();
  if (answer.status >= 500 || answer.status === 429) throw new Faulty(String(answer.status));
  if (answer.status === 408 || answer.ok) throw new Unreachable(String(answer.status));
  const body: unknown = isJson ? await answer.json() : {}, problem = { code: '', title: `${answer.status}`, ...body as object };
  if (answer.status === 410 && problem.code === 'device.wiped') throw new Wiped(problem);
  throw new Refused(answer.status, problem, body);
}
