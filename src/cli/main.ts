/**
 * The command line's entry.
 *
 * @param args what stands after `ls2` on the command line
 * @returns the exit code (see `ls2 --help`)
 */
export function main(args: readonly string[]): Promise<number> {
  void args;
  process.stderr.write('ls2: no command yet\n');
  return Promise.resolve(2);
}
