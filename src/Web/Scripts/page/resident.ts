// A single file of the report form: its name and size in words, and a warning before 60 MB are sent in vain.
for (const label of document.querySelectorAll<HTMLElement>('[data-file]')) {
  const input = label.querySelector<HTMLInputElement>('input[type=file]')!, words = label.querySelector<HTMLElement>('[data-file-words]')!, first = words.textContent;
  label.dataset.on = '';
  input.addEventListener('change', () => {
    const file = input.files?.[0], isOver = file !== undefined && file.size > Number(label.dataset.mostBytes);
    words.textContent = isOver ? label.dataset.over! : file ? `${file.name} · ${(file.size / 1048576).toFixed(1)} MB` : first;
    label.classList.toggle('bad', isOver);
    if (isOver) input.value = '';
  });
}

export {};
