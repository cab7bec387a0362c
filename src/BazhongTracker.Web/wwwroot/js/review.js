// Keys of the review queue: J and K move, A accepts, R goes to the comment. Not while something is being typed.
export function attach(root, page) {
  // From the press of the button to its answer the comment takes no more keys, even before the server has made it read-only.
  let going = false;
  const onKey = event => {
    // A key held down must not decide figure after figure.
    if (event.repeat && event.key.toLowerCase() === 'a' || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.target.closest?.('input:not([type=checkbox]), textarea, select')) return;
    const key = event.key.toLowerCase();
    if (key === 'r') {
      event.preventDefault();
      root.querySelector('[data-comment]')?.focus();
    } else if (['j', 'k', 'a'].includes(key)) {
      event.preventDefault();
      if (key === 'a') going = true;
      page.invokeMethodAsync('Key', key).finally(() => { going = false; });
    }
  };
  // Where the figure stands below the list instead of beside it, a tap leads there.
  const onBeforeInput = event => { if (going && event.target.matches?.('[data-comment]')) event.preventDefault(); };
  const onClick = event => {
    if (event.target.closest?.('[data-decide]:not(:disabled)')) going = true;
    if (event.target.closest?.('tr[data-figure]') && !event.target.closest('.pick') && matchMedia('(max-width: 1279px)').matches) {
      root.querySelector('.review-side')?.scrollIntoView();
    }
  };
  document.addEventListener('keydown', onKey);
  root.addEventListener('click', onClick);
  root.addEventListener('beforeinput', onBeforeInput);
  root.dataset.live = 'true';
  return {
    sent() { going = false; },
    stop() {
      document.removeEventListener('keydown', onKey);
      root.removeEventListener('click', onClick);
      root.removeEventListener('beforeinput', onBeforeInput);
    },
  };
}
