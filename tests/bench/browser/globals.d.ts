/** What host.js gives to the page. */
declare const lab: import('./host.js').Lab;
