// Keys of the review queue: J and K move, A goes to 采用 (Enter then accepts), R to the comment, X ticks. Not while something is being typed; from the comment Ctrl+Enter returns.
export function attach(root, page) {
  // From the press of the button to its answer the comment takes no more keys, even before the server has made it read-only.
  let going = false;
  const narrow = matchMedia('(max-width: 1279px)');
  let listAt = 0;
  const isShown = element => element?.checkVisibility();
  // The row that J and K left must not be the one that Enter opens.
  const leaveRow = () => { if (document.activeElement?.matches('.review-table .name button')) document.activeElement.blur(); };
  const onKey = event => {
    const send = root.querySelector('[data-return]');
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && event.target.matches?.('[data-comment]')) {
      event.preventDefault();
      // Leaving the comment sends it, before the button is pressed.
      if (!event.repeat && !event.isComposing && !going && isShown(send)) { send.focus(); send.click(); }
      return;
    }
    if (event.key === 'Escape' && (root.querySelector('[data-confirm]') || narrow.matches && root.classList.contains('is-open'))) {
      page.invokeMethodAsync('Key', 'back');
      return;
    }
    if (event.repeat && event.key.toLowerCase() === 'a' || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.target.closest?.('input:not([type=checkbox]), textarea, select')) return;
    const key = event.key.toLowerCase();
    if (key === 'r' || key === 'a') {
      event.preventDefault();
      root.querySelector(key === 'r' ? '[data-comment]' : '[data-accept]')?.focus();
    } else if (key === 'j' || key === 'k') {
      event.preventDefault();
      leaveRow();
      page.invokeMethodAsync('Key', key);
    } else if (key === 'x') {
      event.preventDefault();
      if (!event.repeat) page.invokeMethodAsync('Key', event.shiftKey ? 'all' : 'x');
    } else if (event.key === 'Enter' && narrow.matches && !root.classList.contains('is-open') && !event.target.closest?.('button, a, input, summary')) {
      event.preventDefault();
      page.invokeMethodAsync('Key', 'open');
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
