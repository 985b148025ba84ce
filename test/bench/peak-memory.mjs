/** Loaded before a program (`node --import`): as it ends, says on its channel to the parent how much memory it took at most, in kilobytes. */
import { writeSync } from 'node:fs';

process.on('exit', () => {
  writeSync(3, String(process.resourceUsage().maxRSS));
});
