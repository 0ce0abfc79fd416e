/**
 * The settings are folded away on a phone and always open where there is room for them.
 * @param {HTMLDetailsElement} details
 * @returns {() => void} ends it
 */
export function foldOnPhones(details) {
  const wide = matchMedia('(min-width: 900px)');
  const update = () => {
    details.open = wide.matches;
  };
  update();
  wide.addEventListener('change', update);
  return () => wide.removeEventListener('change', update);
}
