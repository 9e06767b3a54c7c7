// Passkeys: makes one, or opens the door with one. The parts are hidden until the browser proves that it can.
interface Asked { options: Record<string, unknown>; state: string }
interface Begun { needsNewPassword?: boolean; needsSecondFactor?: boolean }

const bytes = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), c => c.charCodeAt(0));

const text = (buffer: ArrayBuffer | null): string | undefined =>
  buffer === null ? undefined : btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');

type Named = { id: string; type: 'public-key' };
const named = (list: unknown): PublicKeyCredentialDescriptor[] => ((list ?? []) as Named[]).map(c => ({ ...c, id: bytes(c.id) }));

/** Options as they come over the wire, with their texts turned into bytes; browsers before 2025 have no parser of their own. */
function creation(options: Record<string, any>): PublicKeyCredentialCreationOptions {
  return {
    ...options, challenge: bytes(options.challenge), user: { ...options.user, id: bytes(options.user.id) },
    excludeCredentials: named(options.excludeCredentials),
  } as unknown as PublicKeyCredentialCreationOptions;
}

function request(options: Record<string, any>): PublicKeyCredentialRequestOptions {
  return { ...options, challenge: bytes(options.challenge), allowCredentials: named(options.allowCredentials) } as unknown as PublicKeyCredentialRequestOptions;
}

function answerOf(response: AuthenticatorResponse): Record<string, unknown> {
  const clientDataJSON = text(response.clientDataJSON);
  if (response instanceof AuthenticatorAttestationResponse)
    return { clientDataJSON, attestationObject: text(response.attestationObject), transports: response.getTransports() };
  const { authenticatorData, signature, userHandle } = response as AuthenticatorAssertionResponse;
  return { clientDataJSON, authenticatorData: text(authenticatorData), signature: text(signature), userHandle: text(userHandle) };
}

function wire(credential: PublicKeyCredential): string {
  return JSON.stringify({
    id: credential.id, rawId: text(credential.rawId), type: credential.type, clientExtensionResults: credential.getClientExtensionResults(),
    authenticatorAttachment: credential.authenticatorAttachment ?? undefined, response: answerOf(credential.response),
  });
}

async function post(to: string, body: unknown): Promise<Response> {
  return fetch(to, {
    method: 'POST', headers: { 'Content-Type': 'application/json', Accept: 'application/json' }, body: JSON.stringify(body),
  });
}

/** What the server says is wrong, in the reader's language; nothing when it says nothing. */
async function detail(answer: Response): Promise<string | undefined> {
  const problem = await answer.json() as { detail?: string; errors?: Record<string, string[]> };
  return Object.values(problem.errors ?? {})[0]?.[0] ?? problem.detail;
}

async function run(part: HTMLElement, say: (what?: string) => void): Promise<void> {
  const { passkey, options = '', to = '', next = '/', owedPassword, owedFactor } = part.dataset;
  const first = await post(options, {});
  if (!first.ok) return say(await detail(first));
  const asked = await first.json() as Asked;
  const credential = passkey === 'make'
    ? await navigator.credentials.create({ publicKey: creation(asked.options) })
    : await navigator.credentials.get({ publicKey: request(asked.options) });
  if (!(credential instanceof PublicKeyCredential)) return say();
  const name = part.querySelector<HTMLInputElement>('[data-passkey-name]')?.value.trim();
  const answer = await post(to, { credential: wire(credential), state: asked.state, name });
  if (!answer.ok) return say(await detail(answer));
  const begun = passkey === 'open' ? await answer.json() as Begun : {};
  location.assign(begun.needsNewPassword && owedPassword ? owedPassword : begun.needsSecondFactor && owedFactor ? owedFactor : next);
}

for (const part of document.querySelectorAll<HTMLElement>('[data-passkey]')) {
  if (!('PublicKeyCredential' in window)) break;
  part.hidden = false;
  const button = part.querySelector<HTMLButtonElement>('[data-passkey-go]')!, said = part.querySelector<HTMLElement>('[data-passkey-said]')!;
  button.addEventListener('click', () => void (async () => {
    button.disabled = true;
    try {
      await run(part, what => { said.textContent = what ?? part.dataset.refused ?? ''; });
    } catch (fault) {
      if (!(fault instanceof DOMException) && !(fault instanceof TypeError)) throw fault;
      said.textContent = part.dataset.refused ?? ''; // called off by the person, no such key, or no connection
    } finally {
      button.disabled = false;
    }
  })());
}

export {};
