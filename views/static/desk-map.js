/** The shaded part of the map is what the window shows; a click on the map goes there. */

/** The first paragraph whose bottom edge lies below a line of the window: they stand in order. */
function firstBelow(parts, line) {
  let low = 0;
  let high = parts.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (parts[middle].getBoundingClientRect().bottom > line) high = middle;
    else low = middle + 1;
  }
  return parts[low];
}

export function shadeMap() {
  const here = document.getElementById('map-here');
  const parts = [...document.querySelectorAll('.seg')];
  if (!here || parts.length === 0) return;
  const first = firstBelow(parts, 120);
  const last = firstBelow(parts, window.innerHeight);
  const top = Number(first.dataset.top) - 4;
  here.setAttribute('y', String(top));
  here.setAttribute('height', String(Math.max(6, Number(last.dataset.bottom) + 4 - top)));
}

export function goByMap(event) {
  const svg = event.target.closest('.map svg');
  if (!svg) return;
  const { top, height } = svg.getBoundingClientRect();
  const y = ((event.clientY - top) / height) * 688 - 4;
  const part = [...document.querySelectorAll('.seg')].find(({ dataset }) => Number(dataset.bottom) >= y);
  part?.scrollIntoView({ behavior: 'instant' });
}
