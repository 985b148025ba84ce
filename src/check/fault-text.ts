const root = new URL('../..', import.meta.url);

/** What happened, and where in ls2: without the place where ls2 is installed. */
export function faultText(error: unknown): string {
  const said = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return said.replaceAll(root.href, '/').replaceAll(decodeURIComponent(root.pathname), '/');
}
