/** `/` goes to the search, as on the desk; outside text fields and without the browser's own chords. */
document.addEventListener('keydown', event => {
  if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest('input, textarea, select, [contenteditable]')) return;
  event.preventDefault();
  document.querySelector('#q')?.focus();
});
