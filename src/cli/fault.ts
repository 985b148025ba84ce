import { packageRoot } from './about.js';

/** What happened, and where in ls2: without the place where ls2 is installed. */
export function faultText(error: unknown): string {
  const said = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return said.replaceAll(`file://${packageRoot}`, '').replaceAll(packageRoot, '');
}

/** What is said of a fault of ls2 itself, and how to report it. */
export function describeFault(error: unknown, version: string): string {
  return `ls2: internal fault
${faultText(error)}
This is a mistake in ls2, not in what it was given. Please report it with these lines, the command, and the files it read
(ls2 ${version}, Node ${process.versions.node}, ${process.platform} ${process.arch}).
`;
}
