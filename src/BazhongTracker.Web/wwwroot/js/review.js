// Keys of the review queue: J and K move, A goes to 采用 (Enter then accepts), R to the comment. Not while something is being typed.
export function attach(root, page) {
  // From the press of the button to its answer the comment takes no more keys, even before the server has made it read-only.
  let going = false;
  const narrow = matchMedia('(max-width: 1279px)');
  let listAt = 0;
  const onKey = event => {
    if (event.repeat && event.key.toLowerCase() === 'a' || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.target.closest?.('input:not([type=checkbox]), textarea, select')) return;
    const key = event.key.toLowerCase();
    if (key === 'r' || key === 'a') {
      event.preventDefault();
      root.querySelector(key === 'r' ? '[data-comment]' : '[data-accept]')?.focus();
    } else if (key === 'j' || key === 'k') {
      event.preventDefault();
      page.invokeMethodAsync('Key', key);
    } else if (event.key === 'Enter' && event.repeat && event.target.matches?.('[data-decide]')) {
      // A key held down must not decide figure after figure.
      event.preventDefault();
    }
  };
  const onBeforeInput = event => { if (going && event.target.matches?.('[data-comment]')) event.preventDefault(); };
  const onClick = event => {
    if (event.target.closest?.('[data-decide]:not(:disabled)')) going = true;
    if (!root.classList.contains('is-open')) listAt = scrollY;
  };
  document.addEventListener('keydown', onKey);
  root.addEventListener('click', onClick);
  root.addEventListener('beforeinput', onBeforeInput);
  root.dataset.live = 'true';
  return {
    sent() { going = false; },
    // Where the list and the figure take turns, each begins in view and the list stands as it was left.
    opened() {
      if (!narrow.matches) return;
      scrollTo(0, 0);
      root.querySelector('.review-side h2')?.focus({ preventScroll: true });
    },
    closed(code) {
      if (!narrow.matches) return;
      scrollTo(0, listAt);
      root.querySelector(`tr[data-figure="${CSS.escape(code ?? '')}"] .name button`)?.focus({ preventScroll: true });
    },
    stop() {
      document.removeEventListener('keydown', onKey);
      root.removeEventListener('click', onClick);
      root.removeEventListener('beforeinput', onBeforeInput);
    },
  };
}
