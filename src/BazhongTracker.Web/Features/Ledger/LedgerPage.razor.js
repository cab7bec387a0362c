// ↑↓ move from row to row, Enter follows the row's link by itself, space shows where the number comes from, / goes to the search.
const typing = e => /^(INPUT|TEXTAREA|SELECT)$/.test(e.target.tagName) || e.ctrlKey || e.metaKey || e.altKey;

export function attach(page) {
  const press = e => {
    if (!page.isConnected || typing(e)) return;
    const rows = [...page.querySelectorAll('tbody .name a')];
    const at = rows.indexOf(document.activeElement);
    if (e.key === '/') {
      e.preventDefault();
      page.querySelector('input[type=search]').focus();
    } else if (e.key === 'ArrowDown' || e.key === 'ArrowUp') {
      if (rows.length === 0) return;
      e.preventDefault();
      rows[Math.min(rows.length - 1, Math.max(0, at < 0 ? 0 : at + (e.key === 'ArrowDown' ? 1 : -1)))].focus();
    } else if (e.key === ' ' && at >= 0) {
      e.preventDefault();
      page.classList.toggle('origins');
    } else if (e.key === 'Escape') {
      page.classList.remove('origins');
    }
  };
  document.addEventListener('keydown', press);
  return { stop() { document.removeEventListener('keydown', press); } };
}
