// Photos are made smaller on the phone (longest side 1600 px), shown, and can be taken out again. The file input stays the one
// that the form sends; what the camera wrote goes along in a hidden field.
import { readExif, type Facts } from './exif.js';
import { shrink } from './shrink.js';

interface Taken { file: File; facts: Facts; originalBytes: number; smaller: boolean; figure: HTMLElement }

/** What is known of photos that were made smaller already, by name, size and time: they may be put into another form. */
const known = new Map<string, Omit<Taken, 'figure' | 'file'>>();
const nameOf = (file: File) => `${file.name}|${file.size}|${file.lastModified}`;

export function begin(root: ParentNode): void {
  if ('DataTransfer' in window) for (const field of root.querySelectorAll<HTMLElement>('[data-photos]')) again.get(field)?.() ?? start(field);
}

/** Fields at work: a part of the page that was renewed under them wipes what they show, so they show it anew. */
const again = new WeakMap<HTMLElement, () => true>();

function start(field: HTMLElement): void {
  const input = field.querySelector<HTMLInputElement>('input[type=file]')!, hidden = field.querySelector<HTMLInputElement>('[data-photo-facts]')!;
  const list = field.querySelector<HTMLElement>('[data-photo-list]')!, label = field.querySelector<HTMLElement>('[data-photo-label]')!, said = field.querySelector<HTMLElement>('[data-photo-said]')!;
  const template = field.querySelector<HTMLTemplateElement>('template')!, most = Number(field.dataset.most), had = Number(field.dataset.had), first = label.textContent;
  const taken: Taken[] = [];
  field.dataset.on = '';

  function settle(): void {
    const files = new DataTransfer();
    taken.forEach((photo, index) => {
      files.items.add(photo.file);
      const words = (photo.smaller ? field.dataset.size! : field.dataset.kept!).replace('{0}', String(index + 1)).replace('{1}', String(Math.max(1, Math.round(photo.file.size / 1024))));
      photo.figure.querySelector('figcaption span')!.textContent = words;
      photo.figure.querySelector('button')!.setAttribute('aria-label', field.dataset.remove!.replace('{0}', String(index + 1)));
      photo.figure.querySelector('img')!.alt = words;
    });
    input.files = files.files;
    hidden.value = taken.length === 0 ? '' : JSON.stringify(taken.map(({ file, facts, originalBytes }) => ({ name: file.name, ...facts, bytes: file.size, originalBytes })));
    field.classList.toggle('none', taken.length === 0);
    field.classList.toggle('all', taken.length >= most);
    label.textContent = taken.length === 0 ? first : `${field.dataset.again!} ${had + taken.length}/${had + most}`;
    if (taken.length >= most && !said.textContent) said.textContent = field.dataset.full!;
    input.disabled = false;
    field.dispatchEvent(new CustomEvent('gezhi:photos', { bubbles: true, detail: taken.map(({ facts }) => facts) }));
  }

  again.set(field, () => {
    field.dataset.on = '';
    if (taken.length > 0 && !list.isConnected) taken.length = 0;
    list.replaceChildren(...taken.map(photo => photo.figure));
    settle();
    return true;
  });
  field.closest('form')?.addEventListener('reset', () => { taken.length = 0; });

  function add(photo: Omit<Taken, 'figure'>): void {
    const figure = (template.content.cloneNode(true) as DocumentFragment).firstElementChild as HTMLElement, image = figure.querySelector('img')!;
    image.src = URL.createObjectURL(photo.file);
    const one: Taken = { ...photo, figure };
    figure.querySelector('button')!.addEventListener('click', () => {
      URL.revokeObjectURL(image.src);
      taken.splice(taken.indexOf(one), 1);
      figure.remove();
      said.textContent = '';
      settle();
      input.focus();
    });
    taken.push(one);
    list.append(figure);
    figure.scrollIntoView({ inline: 'start', block: 'nearest' });
  }

  input.addEventListener('change', () => void (async () => {
    const chosen = [...input.files ?? []].filter(file => !taken.some(photo => photo.file === file)), room = most - taken.length;
    const left = chosen.slice(room).map(file => file.name.length > 24 ? `${file.name.slice(0, 21)}…` : file.name);
    said.textContent = left.length ? field.dataset.left!.replace('{0}', left.join('、')) : '';
    field.setAttribute('aria-busy', 'true');
    for (const file of chosen.slice(0, room)) add(await prepare(file));
    field.removeAttribute('aria-busy');
    settle();
  })());
  // Files that the browser put back after Back or a reload are shown like new ones.
  const drawn = () => { if (taken.length === 0 && input.files?.length && !field.hasAttribute('aria-busy')) input.dispatchEvent(new Event('change')); };
  drawn();
  addEventListener('pageshow', drawn, { once: true });
}

async function prepare(original: File): Promise<Omit<Taken, 'figure'>> {
  const before = known.get(nameOf(original));
  if (before) return { file: original, ...before };
  const facts = await readExif(original);
  const smaller = await shrink(original);
  const better = smaller && (smaller.size < original.size * .9);
  const file = better ? smaller : original, told = { facts, originalBytes: original.size, smaller: Boolean(better) };
  known.set(nameOf(file), told);
  return { file, ...told };
}

begin(document);
document.addEventListener('htmx:after:swap', () => begin(document));
