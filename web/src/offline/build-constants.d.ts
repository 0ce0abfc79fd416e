// What web/tools/assemble.mjs puts into the service worker.

declare const __FILES__: { url: string; integrity?: string }[];
declare const __VERSION__: string;
