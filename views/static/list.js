/** `/` goes to the search, as on the desk. */
import { onKeys } from './keys.js';

onKeys(key => {
  if (key !== '/') return false;
  document.querySelector('#q')?.focus();
  return true;
});
