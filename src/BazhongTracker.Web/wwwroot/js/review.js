// Keys of the review queue: J and K move, A accepts, R goes to the comment. Not while something is being typed.
export function attach(root, page) {
  const onKey = event => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.target.closest?.('input:not([type=checkbox]), textarea, select')) return;
    const key = event.key.toLowerCase();
    if (key === 'r') {
      event.preventDefault();
      root.querySelector('[data-comment]')?.focus();
    } else if (['j', 'k', 'a'].includes(key)) {
      event.preventDefault();
      page.invokeMethodAsync('Key', key);
    }
  };
  document.addEventListener('keydown', onKey);
  root.dataset.live = 'true';
  return { stop() { document.removeEventListener('keydown', onKey); } };
}
