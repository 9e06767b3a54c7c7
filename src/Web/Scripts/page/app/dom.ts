// Builds elements. Text is always text: nothing that came from outside is ever read as markup.
type Child = Node | string | false | null | undefined;
type Value = string | number | boolean | null | undefined | ((event: Event) => void);

export function h<K extends keyof HTMLElementTagNameMap>(tag: K, given: Record<string, Value> = {}, ...children: Child[]): HTMLElementTagNameMap[K] {
  return fill(document.createElement(tag), given, children);
}

export function s(tag: string, given: Record<string, Value> = {}, ...children: Child[]): SVGElement {
  return fill(document.createElementNS('http://www.w3.org/2000/svg', tag), given, children);
}

function fill<E extends Element>(element: E, given: Record<string, Value>, children: Child[]): E {
  for (const [name, value] of Object.entries(given)) {
    if (typeof value === 'function') element.addEventListener(name, value);
    else if (value === true) element.setAttribute(name, '');
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, String(value));
  }
  for (const child of children) if (child) element.append(child);
  return element;
}

const icons = (document.getElementById('icons') as HTMLTemplateElement | null)?.content;

/** A drawing that only decorates the words beside it. */
export function icon(name: string, size = 20): Node {
  const found = icons?.querySelector(`[data-name="${name}"] svg`)?.cloneNode(true) as SVGElement | undefined;
  if (!found) throw new Error(`no icon ${name}`);
  found.setAttribute('width', String(size));
  found.setAttribute('height', String(size));
  return found;
}

export const button = (words: string, drawing: string | null, kind: string, press: () => unknown, more: Record<string, Value> = {}): HTMLButtonElement =>
  h('button', { type: 'button', class: `btn ${kind}`, click: () => void press(), ...more }, drawing && icon(drawing, 22), words);

export const link = (words: string, drawing: string | null, kind: string, href: string): HTMLAnchorElement =>
  h('a', { class: `btn ${kind}`, href }, drawing && icon(drawing, 20), words);

export const empty = (drawing: string, title: string, text: string, ...more: Child[]): HTMLElement =>
  h('div', { class: 'empty' }, icon(drawing, 36), h('strong', {}, title), h('p', {}, text), ...more);

export const note = (kind: 'said' | 'said warn' | 'problem', drawing: string, title: string, text?: string): HTMLElement =>
  kind === 'problem'
    ? h('div', { class: 'problem', role: 'alert' }, icon(drawing, 22), h('h2', {}, title), text && h('p', {}, text))
    : h('div', { class: kind, role: 'status' }, icon(drawing, 22), h('div', {}, h('strong', {}, title), text && h('p', {}, text)));

export function field(id: string, label: string, control: HTMLElement, hint?: string, optional = false): HTMLElement {
  control.id = id;
  if (hint) control.setAttribute('aria-describedby', `${id}-hint`);
  return h('div', { class: 'field' }, h('label', { for: id }, label, optional && h('i', {}, control.dataset.optional ?? '')), hint && h('p', { class: 'hint', id: `${id}-hint` }, hint), control);
}

/** Asks before something that cannot be taken back. */
export function ask(title: string, text: string, yes: string, no: string): Promise<boolean> {
  return new Promise(done => {
    const box: HTMLDialogElement = h('dialog', { class: 'ask-box', 'aria-labelledby': 'ask-title' },
      h('h2', { id: 'ask-title' }, title), h('p', {}, text),
      h('div', { class: 'pair' }, button(no, null, '', () => box.close('no')), button(yes, null, 'danger', () => box.close('yes'))));
    box.addEventListener('close', () => { box.remove(); done(box.returnValue === 'yes'); });
    document.body.append(box);
    box.showModal();
  });
}
