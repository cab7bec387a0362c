// What is shown once: it can be printed, copied or saved as a file, and left only when the person says that it is kept.
for (const tick of document.querySelectorAll('input[data-kept]')) {
  const button = tick.form.querySelector('button:not([type=button])');
  const set = () => { button.disabled = !tick.checked; };
  tick.addEventListener('change', set);
  set();
}

function copied(text) {
  const area = document.createElement('textarea');
  area.value = text;
  document.body.append(area);
  area.select();
  const done = document.execCommand('copy');
  area.remove();
  return done;
}

function save(text, name) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

document.addEventListener('click', async event => {
  const button = event.target.closest?.('[data-keep]');
  if (!button) return;
  const shown = document.querySelector('[data-once]');
  const text = [...shown.querySelectorAll('li, [data-line]')].map(line => line.innerText.replace(/\s*\n\s*/g, '\t').trim()).join('\r\n') + '\r\n';
  if (button.dataset.keep === 'print') print();
  else if (button.dataset.keep === 'save') save(text, button.dataset.name);
  else if (await navigator.clipboard?.writeText(text).then(() => true, () => false) || copied(text)) button.textContent = button.dataset.done;
});
