/**
 * A file that is chosen, or dropped onto a text field, is shown at once: the page answers with its preview. One that
 * is too large is refused before it is sent: the server would answer with a page that has lost the rest of the form.
 */
import './keys.js';

const mostBytes = 4_000_000;

function refuseTooLarge(field) {
  const isTooLarge = [...field.files].some(({ size }) => size > mostBytes);
  field.setCustomValidity(isTooLarge ? field.dataset.tooLarge : '');
  return !field.reportValidity();
}

for (const field of document.querySelectorAll('input[type=file]')) {
  const form = field.form;
  const show = () => {
    if (refuseTooLarge(field)) return;
    if (field.files.length > 0) form.requestSubmit(form.querySelector('button[value=preview]'));
  };
  field.addEventListener('change', show);
  const box = document.getElementById(field.id.replace(/-file$/, ''));
  box?.addEventListener('dragover', event => {
    if (event.dataTransfer.types.includes('Files')) event.preventDefault();
  });
  box?.addEventListener('drop', event => {
    if (event.dataTransfer.files.length !== 1) return;
    event.preventDefault();
    field.files = event.dataTransfer.files;
    show();
  });
}
