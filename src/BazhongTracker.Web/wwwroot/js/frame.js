// The router scrolls to a place on the same page and leaves the focus behind; who skips to the content wants it there.
document.addEventListener('click', event => {
  if (event.target.closest?.('a.skip')) {
    event.preventDefault();
    event.stopPropagation();
    document.getElementById('content').focus();
  }
}, true);
// Escape, a click elsewhere and a chosen link close what is unfolded in the frame.
const choice = () => document.querySelector('.switches details[open], details.places[open]');
document.addEventListener('keydown', event => {
  if (event.key === 'Escape' && choice()) {
    const open = choice();
    open.open = false;
    open.querySelector('summary').focus();
  }
});
document.addEventListener('click', event => {
  if (choice() && (!choice().contains(event.target) || event.target.closest('a'))) {
    choice().open = false;
  }
});
document.addEventListener('click', event => { if (event.target.closest?.('[data-print]')) print(); });
// On paper nothing is folded, and the first line says when it was printed, by the clock of Shanghai.
let unfolded = [];
addEventListener('beforeprint', () => {
  for (const time of document.querySelectorAll('[data-printed]')) time.textContent = new Date().toLocaleString('sv-SE', { timeZone: 'Asia/Shanghai' }).slice(0, 16);
  unfolded = [...document.querySelectorAll('main article details:not([open])')];
  for (const folded of unfolded) folded.open = true;
});
addEventListener('afterprint', () => { for (const folded of unfolded) folded.open = false; });
