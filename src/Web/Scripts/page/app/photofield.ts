// Photos of a form: taken, made smaller, shown, taken out again.
import { prepare, type Photo } from './camera.js';
import { h, icon } from './dom.js';
import { size, t } from './words.js';

export interface PhotoField { element: HTMLElement; photos: () => Promise<Photo[]> }

export function photoField(id: string, label: string, most: number): PhotoField {
  const taken: Photo[] = [], list = h('div', { class: 'ph-list' }), words = h('span', {}, label), said = h('p', { class: 'hint full', role: 'status' });
  const input = h('input', { type: 'file', id, accept: 'image/jpeg,image/png,image/webp', capture: 'environment', multiple: most > 1 });
  const element = h('div', { class: 'ph none', 'data-on': true }, list, h('label', { class: 'add' }, icon('camera', 26), words, input), said);
  let busy: Promise<void> = Promise.resolve();

  function settle(): void {
    element.classList.toggle('none', taken.length === 0);
    element.classList.toggle('all', taken.length >= most);
    words.textContent = taken.length === 0 ? label : `${t('再拍一张')} ${taken.length}/${most}`;
  }

  function show(photo: Photo): void {
    const address = URL.createObjectURL(photo.file), text = t('照片 {0} · {1}', taken.length, size(photo.file.size));
    const figure = h('figure', {}, h('img', { src: address, alt: text }), h('figcaption', {}, icon('circle-check', 14), h('span', {}, text)),
      h('button', { type: 'button', class: 'rm', 'aria-label': t('删除照片 {0}', taken.length), click: () => {
        taken.splice(taken.indexOf(photo), 1);
        URL.revokeObjectURL(address);
        figure.remove();
        settle();
        input.focus();
      } }, icon('x', 18)));
    list.append(figure);
  }

  async function add(files: File[]): Promise<void> {
    said.textContent = files.length > most - taken.length ? t('最多 {0} 张', most) : '';
    for (const file of files.slice(0, most - taken.length)) {
      const photo = await prepare(file);
      taken.push(photo);
      show(photo);
    }
    settle();
  }

  input.addEventListener('change', () => {
    const files = [...input.files ?? []];
    input.value = '';
    busy = busy.then(() => add(files));
  });
  return { element, photos: async () => { await busy; return taken; } };
}
