/** What this package calls itself, where its package.json cannot be read. */
export const name = 'ls2';
export const version = '0.1.0';
