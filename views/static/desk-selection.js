/** Where selected words of the copy stand in their paragraph as it is now: struck words and signs do not count. */

const skipped = node => node.parentElement.closest('del, .unseen') !== null;

/** Length of a text node in the text: signs of white space tell theirs in data-units. */
function unitsOf(node) {
  if (skipped(node)) return 0;
  const sign = node.parentElement.closest('[data-units]');
  return sign ? Number(sign.dataset.units) : node.data.length;
}

function offsetOf(copy, container, offset) {
  const walker = document.createTreeWalker(copy, NodeFilter.SHOW_TEXT);
  let count = 0;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node === container) return count + Math.min(offset, unitsOf(node));
    const range = document.createRange();
    range.selectNode(node);
    if (range.comparePoint(container, offset) <= 0) return count;
    count += unitsOf(node);
  }
  return count;
}

/** The paragraph number, `from` and `to` of what is selected, or nothing. */
export function selectedWords() {
  const selection = getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return undefined;
  const range = selection.getRangeAt(0);
  const start = range.startContainer;
  const copy = (start.nodeType === Node.TEXT_NODE ? start.parentElement : start).closest('.copy');
  if (!copy?.contains(range.endContainer)) return undefined;
  const from = offsetOf(copy, range.startContainer, range.startOffset);
  const to = offsetOf(copy, range.endContainer, range.endOffset);
  if (to <= from) return undefined;
  return { at: Number(copy.closest('.seg').dataset.segment) + 1, from, to };
}

/** The paragraph that the selection starts in. */
export function segmentOfSelection() {
  const selection = getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const start = selection.getRangeAt(0).startContainer;
  return (start.nodeType === Node.TEXT_NODE ? start.parentElement : start).closest('.seg');
}
