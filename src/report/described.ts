/** An option of a command, as its help has it. */
export interface DescribedOption {
  readonly short?: string | undefined;
  readonly long: string;
  /** What it takes, as it is written: `<file>`; absent where it takes nothing. */
  readonly takes?: string | undefined;
  readonly description: string;
  readonly choices: readonly string[];
}

/** A command, as its help has it. */
export interface DescribedCommand {
  readonly name: string;
  readonly summary: string;
  readonly description: string;
  readonly usage: string;
  readonly arguments: readonly {
    readonly name: string;
    readonly description: string;
    readonly choices: readonly string[];
  }[];
  readonly options: readonly DescribedOption[];
  /** What stands before and after its help. */
  readonly before: string;
  readonly after: string;
}

/** All of the command line: itself, and its commands. */
export interface DescribedProgram extends DescribedCommand {
  readonly version: string;
  readonly commands: readonly DescribedCommand[];
}
