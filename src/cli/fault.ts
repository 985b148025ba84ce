import { about } from '../disk/about.js';

/** What is asked of whoever comes across a fault of ls2 itself. */
export function reportRequest(): string {
  const { name, version } = about();
  return `${name}: this is a mistake in ${name}, not in what it was given. Please report it with what it says above, the command, and the
files that it read (${name} ${version}, Node ${process.versions.node}, ${process.platform} ${process.arch}).
`;
}
