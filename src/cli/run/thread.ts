import { parentPort, workerData } from 'node:worker_threads';
import { answer } from '../answer.js';
import type { FromWork, RunData } from './messages.js';
import { workFor } from './work.js';

/** Where a command runs that may take long. */
const data = workerData as RunData;
const post = (message: FromWork): void => parentPort?.postMessage(message);
workFor(data, post);
post({ kind: 'ended', code: await answer(data.args) });
