import type { Command } from 'commander';
import type { Finish } from './finish.js';

/** The commands by their names, in the order of the help. */
export type Commands = ReadonlyMap<string, Entry>;

interface Entry {
  readonly summary: string;
  /** Loads the command's file, and with it what the command needs: only what is asked for is loaded. */
  readonly load: () => Promise<{
    /** `all` is for who speaks of the others. */
    readonly command: (finish: Finish, all: Commands) => Command;
  }>;
}
