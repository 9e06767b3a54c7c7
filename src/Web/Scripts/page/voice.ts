// A voice note for who would rather speak: recorded in the browser, put into the form's own file input.
export function begin(root: ParentNode): void {
  for (const field of root.querySelectorAll<HTMLElement>('[data-voice]')) start(field);
}

function start(field: HTMLElement): void {
  const toggle = field.querySelector<HTMLButtonElement>('[data-voice-toggle]'), plain = field.querySelector<HTMLElement>('[data-voice-plain]');
  const input = plain?.querySelector<HTMLInputElement>('input'), out = field.querySelector<HTMLElement>('[data-voice-out]'), said = field.querySelector<HTMLElement>('[data-voice-said]');
  if (!toggle || !plain || !input || !out || !said || !('MediaRecorder' in window) || !('DataTransfer' in window) || !navigator.mediaDevices) return;
  const audio = out.querySelector('audio')!, longest = Number(field.dataset.longest) * 1000;
  let recorder: MediaRecorder | undefined, clock: number | undefined;
  plain.hidden = true;
  toggle.hidden = false;

  function show(on: boolean): void {
    toggle!.setAttribute('aria-pressed', String(on));
    toggle!.setAttribute('aria-label', on ? field.dataset.stop! : field.dataset.start!);
    clearInterval(clock);
    said!.textContent = '';
    if (!on) return;
    const since = Date.now();
    clock = window.setInterval(() => {
      const seconds = Math.floor((Date.now() - since) / 1000);
      said!.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
      if (Date.now() - since >= longest) recorder?.stop();
    }, 250);
  }

  function keep(parts: Blob[], type: string): void {
    const kind = type.split(';')[0] || 'audio/webm', files = new DataTransfer();
    const file = new File(parts, `voice.${kind.includes('mp4') ? 'm4a' : kind.includes('ogg') ? 'ogg' : 'webm'}`, { type: kind });
    files.items.add(file);
    input!.files = files.files;
    hear(file);
  }

  function hear(file: File): void {
    URL.revokeObjectURL(audio.src);
    audio.src = URL.createObjectURL(file);
    out!.hidden = false;
  }
  input.addEventListener('change', () => { if (input.files?.[0]) hear(input.files[0]); });
  if (input.files?.[0]) hear(input.files[0]);

  toggle.addEventListener('click', () => void (async () => {
    if (recorder?.state === 'recording') return recorder.stop();
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true }).catch(() => null);
    if (!stream) { said.textContent = field.dataset.denied!; return; }
    const parts: Blob[] = [], current = recorder = new MediaRecorder(stream, { audioBitsPerSecond: 32000 });
    current.addEventListener('dataavailable', event => { if (event.data.size) parts.push(event.data); });
    current.addEventListener('stop', () => {
      stream.getTracks().forEach(track => track.stop());
      show(false);
      if (parts.length) keep(parts, current.mimeType);
      else said.textContent = field.dataset.denied!;
    });
    current.start(1000);
    show(true);
  })());

  field.querySelector('[data-voice-remove]')?.addEventListener('click', () => {
    URL.revokeObjectURL(audio.src);
    audio.removeAttribute('src');
    input.value = '';
    out.hidden = true;
    toggle.focus();
  });
}

begin(document);
