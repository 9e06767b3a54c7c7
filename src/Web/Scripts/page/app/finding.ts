// Seen on patrol: report it, or say that it was put right on the spot.
import type { App, Screen } from './app.js';
import { button, field, h } from './dom.js';
import { back } from './parts.js';
import { photoField } from './photofield.js';
import { words } from './steps.js';
import { voiceField } from './voicefield.js';
import type { Category } from './tasks.js';
import { locate, type Place } from './where.js';
import { t } from './words.js';

export function finding(app: App): Screen {
  let place: Place | undefined = app.here;
  const photos = photoField('photos', t('拍照'), 6), later = photoField('after-photos', t('同一角度再拍一张'), 3);
  const text = words('Text', t('看到了什么'), undefined, t('例如：垃圾桶满了，旁边堆了三袋'), false), voice = voiceField();
  const where = h('input', { name: 'PlaceText', maxlength: 200, placeholder: t('路名、小区或旁边的商店') }), found = h('p', { class: 'hint', role: 'status' });
  const kinds = select(app.held.categories, t('不确定，由受理员选')), spots = select(app.held.categories.filter(c => c.onSpot), t('请选择'));
  const urgent = h('input', { type: 'checkbox', name: 'IsUrgent' });
  const tell = (): void => { found.textContent = place ? t('已定位，误差约 {0} 米', place.accuracyMetres) : t('还没有定位；写清地点也可以'); };
  const report = h('div', { class: 'when-report' }, voice.element, field('CategoryKey', t('类别'), kinds), h('label', { class: 'tick' }, urgent, h('span', {}, t('有危险，很急'))));
  const solved = h('div', { class: 'when-solved' }, field('SpotCategoryKey', t('类别'), spots, t('只有这些类别可以当场处置；其他的请上报。')), h('h2', { class: 'sub' }, t('处置后照片')), later.element);
  const mode = h('div', { class: 'mode' }, radio('report', true), h('label', { for: 'mode-report' }, t('上报给中心')), radio('solved'), h('label', { for: 'mode-solved' }, t('已当场处置')), report, solved);
  const wrong = h('p', { class: 'err', role: 'alert' });

  async function send(): Promise<void> {
    wrong.textContent = '';
    const isSolved = mode.querySelector<HTMLInputElement>('#mode-solved')!.checked, said = text.value() ?? '', before = await photos.photos(), after = await later.photos(), spoken = isSolved ? null : await voice.voice();
    if (said === '' && !spoken) { wrong.textContent = isSolved ? t('请写几个字') : t('请写几个字，或者说一段。'); return; }
    if (!isSolved && !place && !where.value.trim()) { wrong.textContent = t('请写清地点，或按“定位”。'); return; }
    if (isSolved && (!spots.value || before.length === 0 || after.length === 0 || !place)) { wrong.textContent = t('当场处置要有定位、类别、处置前和处置后的照片。'); return; }
    const spot = { text: said, placeText: where.value.trim() || undefined, lon: place?.lon, lat: place?.lat };
    await app.record({
      kind: isSolved ? 'solve-on-spot' : 'report', title: said.slice(0, 40) || t('语音说明'), caseId: null, place,
      data: isSolved ? { ...spot, categoryKey: spots.value } : { ...spot, accuracyMetres: place?.accuracyMetres, categoryKey: kinds.value || undefined, isUrgent: urgent.checked },
      photos: [...before.map(photo => ({ photo, role: isSolved ? 'before' : 'photo' })), ...isSolved ? after.map(photo => ({ photo, role: 'after' })) : [], ...spoken ? [{ photo: spoken, role: 'voice' }] : []],
    });
    location.hash = '#/';
  }

  const find = button(t('定位'), 'locate', '', async () => { found.textContent = t('正在定位…'); place = await locate(15_000) ?? place; tell(); });
  const form = h('form', { class: 'form patrol', submit: event => event.preventDefault() }, h('h2', { class: 'sub' }, t('现场照片')), photos.element, field('PlaceText', t('地点'), where), found, find, text.part, mode, wrong, button(t('存下并上传'), 'send', 'primary big wide', send));
  tell();
  return { title: t('巡查上报'), body: [back(t('巡查上报')), h('main', { class: 'sheet plain', id: 'main' }, form)], isForm: true };
}

const radio = (value: string, checked = false): HTMLInputElement => h('input', { type: 'radio', id: `mode-${value}`, name: 'Mode', value, checked });

function select(categories: readonly Category[], none: string): HTMLSelectElement {
  const choice = h('select', {}, h('option', { value: '' }, none)), groups = new Map<string, HTMLOptGroupElement>();
  for (const { key, name, group = '' } of categories) {
    if (!groups.has(group)) { groups.set(group, h('optgroup', { label: group })); choice.append(groups.get(group)!); }
    groups.get(group)!.append(h('option', { value: key }, name));
  }
  return choice;
}
