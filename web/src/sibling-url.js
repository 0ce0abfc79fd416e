/**
 * The address of a file that was built together with a script. The build puts its version into the
 * query of every address (`main.js?v=...`), and a script hands its own query on: so neither a cache
 * nor a half-finished deployment mixes files of two builds.
 * @param {string} path relative to the script
 * @param {string} scriptUrl the script's `import.meta.url`
 * @returns {URL}
 */
export function siblingUrl(path, scriptUrl) {
  const url = new URL(path, scriptUrl);
  url.search = new URL(scriptUrl).search;
  return url;
}
