/** Loaded before a program (`node --import`): as it ends, says on its channel to the parent how much memory it took at most, in kilobytes, and how much processor time, in microseconds. */
import { writeSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

// A thread is loaded before as well, and ends with an `exit` of its own.
if (isMainThread)
  process.on('exit', () => {
    const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
    writeSync(3, `${maxRSS} ${userCPUTime + systemCPUTime}`);
  });
