import { parentPort } from 'node:worker_threads';
import { disk } from '../../disk/disk.js';
import { createSolver } from '../../solver/create.js';
import type { FromThread, ToThread } from '../messages.js';
import { prove } from '../proving.js';

/** The thread that proves for the language server. */
const port = parentPort;
if (port === null) throw new Error('this is a thread of the language server');

const tell = (message: FromThread): void => port.postMessage(message);

port.on('message', (told: ToThread) => {
  void prove(told, disk(), createSolver('z3', { jobs: 1 }), tell).then(() => tell({ kind: 'done' }));
});
