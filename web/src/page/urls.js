/** What a page can load from. */
const WEB = new Set(['http:', 'https:']);

/**
 * Addresses of data, one a line or with spaces between. Only those of the page's own host are taken:
 * the page's content security policy lets nothing in from elsewhere.
 * @param {string} text
 * @param {string} base the page's address
 * @returns {string[]} absolute
 * @throws {Error} whose message is a sentence
 */
export function readUrls(text, base) {
  const words = text.split(/\s+/).filter((word) => word !== '');
  if (words.length === 0) throw new Error('Type the address of at least one IDX file.');
  return words.map((word) => {
    let url;
    try {
      url = new URL(word, base);
    } catch {
      throw new Error(`“${word}” is not a web address.`);
    }
    if (!WEB.has(url.protocol)) throw new Error(`“${word}” is not a web address.`);
    const home = new URL(base);
    if (url.origin !== home.origin) {
      throw new Error(
        `${url.host || word} is another host, and this page loads nothing from elsewhere. Put the files beside the page on ${home.host}, or download them and use “Load files”.`,
      );
    }
    return url.href;
  });
}
