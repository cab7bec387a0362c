// Keys of the review queue: J and K move, A accepts, R goes to the comment. Not while something is being typed.
export function attach(root, page) {
  const onKey = event => {
    // A key held down must not decide figure after figure.
    if (event.repeat && event.key.toLowerCase() === 'a' || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.target.closest?.('input:not([type=checkbox]), textarea, select')) return;
    const key = event.key.toLowerCase();
    if (key === 'r') {
      event.preventDefault();
      root.querySelector('[data-comment]')?.focus();
    } else if (['j', 'k', 'a'].includes(key)) {
      event.preventDefault();
      page.invokeMethodAsync('Key', key);
    }
  };
  // Where the figure stands below the list instead of beside it, a tap leads there.
  const onClick = event => {
    if (event.target.closest?.('tr[data-figure]') && !event.target.closest('.pick') && matchMedia('(max-width: 1279px)').matches) {
      root.querySelector('.review-side')?.scrollIntoView();
    }
  };
  document.addEventListener('keydown', onKey);
  root.addEventListener('click', onClick);
  root.dataset.live = 'true';
  return {
    stop() {
      document.removeEventListener('keydown', onKey);
      root.removeEventListener('click', onClick);
    },
  };
}
