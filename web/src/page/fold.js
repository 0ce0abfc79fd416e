/**
 * The settings are folded away on a phone and always open where there is room for them. Unfolded on a
 * phone, they come into view from under the bar at the bottom.
 * @param {HTMLDetailsElement} details
 * @returns {() => void} ends it
 */
export function foldOnPhones(details) {
  const wide = matchMedia('(min-width: 900px)');
  const update = () => {
    details.open = wide.matches;
  };
  const show = () => {
    if (details.open && !wide.matches) details.scrollIntoView({ block: 'nearest' });
  };
  update();
  details.addEventListener('toggle', show);
  wide.addEventListener('change', update);
  return () => {
    details.removeEventListener('toggle', show);
    wide.removeEventListener('change', update);
  };
}
