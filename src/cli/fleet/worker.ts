import { parentPort, workerData } from 'node:worker_threads';
import type { Parts } from '../attesting-parts.js';
import { type Ready, readPlatform } from '../attesting-platform.js';
import { answerTo } from './answer.js';

/** What a thread is asked, and what it answers, by number. */
export interface Asked {
  readonly id: number;
  readonly parts: Parts;
}

const { platform } = workerData as { readonly platform?: string };

/** The platform was read by the thread that began this one, and is without fault. */
const read = platform === undefined ? undefined : readPlatform(platform);
const ready: Ready | undefined = read !== undefined && 'claims' in read ? read : undefined;

parentPort?.on('message', ({ id, parts }: Asked) => {
  parentPort?.postMessage({ id, answer: answerTo(parts, ready) });
});
