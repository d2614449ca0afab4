/** A file that is chosen, or dropped onto a text field, is shown at once: the page answers with its preview. */
for (const field of document.querySelectorAll('input[type=file]')) {
  const form = field.form;
  const show = () => {
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
