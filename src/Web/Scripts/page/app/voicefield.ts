// A voice note for who would rather speak: kept like a photo, sealed and known by its hash.
import type { Photo } from './camera.js';
import { button, h, icon } from './dom.js';
import { t } from './words.js';

export interface VoiceField { element: HTMLElement | null; voice: () => Promise<Photo | null> }

const longestSeconds = 60, bitsPerSecond = 32_000;

export function voiceField(): VoiceField {
  if (!('MediaRecorder' in window) || !navigator.mediaDevices) return { element: null, voice: () => Promise.resolve(null) };
  let recorder: MediaRecorder | undefined, note: File | null = null, clock: number | undefined, address = '', ended: Promise<void> = Promise.resolve();
  const said = h('span', { class: 'hint', role: 'status' }), words = h('span', {}, t('说一段（最长 {0} 秒）', longestSeconds)), player = h('audio', { controls: true, hidden: true, 'aria-label': t('录好的语音') });
  const toggle = h('button', { type: 'button', class: 'btn wide', 'aria-pressed': 'false', click: () => void press() }, icon('mic', 22), words);
  const remove = button(t('删掉重说'), 'trash-2', 'quiet', () => keep(null));
  const element = h('div', { class: 'voice' }, toggle, said, player, remove);
  remove.hidden = true;

  function keep(file: File | null): void {
    note = file;
    URL.revokeObjectURL(address);
    player.hidden = remove.hidden = file === null;
    if (file) player.src = address = URL.createObjectURL(file); else player.removeAttribute('src');
    element.toggleAttribute('data-on', file !== null);
  }

  function show(isOn: boolean): void {
    toggle.setAttribute('aria-pressed', String(isOn));
    words.textContent = isOn ? t('说完了') : t('说一段（最长 {0} 秒）', longestSeconds);
    said.textContent = '';
    element.toggleAttribute('data-on', isOn || note !== null);
    clearInterval(clock);
    const since = Date.now();
    if (isOn) clock = window.setInterval(() => {
      const seconds = Math.floor((Date.now() - since) / 1000);
      said.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
      if (seconds >= longestSeconds || !element.isConnected) recorder?.stop();
    }, 250);
  }

  async function press(): Promise<void> {
    if (recorder?.state === 'recording') return recorder.stop();
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true }).catch(() => null);
    if (!stream) { said.textContent = t('没有录音权限；可以在浏览器设置里允许，或者写字。'); return; }
    const parts: Blob[] = [], current = recorder = new MediaRecorder(stream, { audioBitsPerSecond: bitsPerSecond });
    current.addEventListener('dataavailable', event => { if (event.data.size > 0) parts.push(event.data); });
    ended = new Promise(done => current.addEventListener('stop', () => {
      for (const track of stream.getTracks()) track.stop();
      const type = current.mimeType.split(';')[0] || 'audio/webm';
      if (parts.length > 0) keep(new File(parts, `voice.${type.includes('mp4') ? 'm4a' : type.includes('ogg') ? 'ogg' : 'webm'}`, { type }));
      show(false);
      done();
    }));
    current.start(1000);
    show(true);
  }

  /** Sending while it records ends the recording first. */
  const voice = async (): Promise<Photo | null> => {
    if (recorder?.state === 'recording') recorder.stop();
    await ended;
    return note && { file: note, facts: {}, originalBytes: note.size };
  };
  return { element, voice };
}
