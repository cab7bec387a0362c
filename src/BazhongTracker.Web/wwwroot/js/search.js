// Opens the search by Ctrl+K or its button, and closes it by Esc or a press beside it. What is found and chosen is the server's.
export function attach(dialog, box) {
  const field = dialog.querySelector('input');
  const open = () => {
    if (dialog.open) return;
    field.value = '';
    dialog.showModal();
    field.focus();
    box.invokeMethodAsync('Open');
  };
  const onKey = event => {
    if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === 'k') {
      event.preventDefault();
      open();
    }
  };
  // Up and down choose; they do not move within the field.
  const onFieldKey = event => { if (['ArrowUp', 'ArrowDown', 'Enter'].includes(event.key) && !event.isComposing) event.preventDefault(); };
  const onClick = event => { if (event.target.closest?.('[data-search-open]')) open(); };
  const onBeside = event => { if (event.target === dialog) dialog.close(); };
  document.addEventListener('keydown', onKey);
  document.addEventListener('click', onClick);
  field.addEventListener('keydown', onFieldKey);
  dialog.addEventListener('mousedown', onBeside);
  dialog.dataset.live = 'true';
  return {
    close() { dialog.close(); },
    reveal(id) { document.getElementById(id)?.scrollIntoView({ block: 'nearest' }); },
    stop() {
      document.removeEventListener('keydown', onKey);
      document.removeEventListener('click', onClick);
    },
  };
}
