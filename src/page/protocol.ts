/** What the page asks its language server beside the protocol. */
export interface WhichTheorem {
  readonly uri: string;
  readonly name: string;
}

/** Of a theorem, a part of a page that says all of its verdict; null where there is none yet. */
export const reportAsked = 'ls2/report';

/** Pictures of the chains that a file declares or imports. */
export const picturesAsked = 'ls2/pictures';

/** Files have no place but in memory; their addresses say so. */
const scheme = 'ls2:/';
export const uriOf = (path: string): string => `${scheme}${path}`;
export const pathOf = (uri: string): string => (uri.startsWith(scheme) ? uri.slice(scheme.length) : uri);
