import { parentPort, workerData } from 'node:worker_threads';
import { propertiesOf } from '../properties.js';
import { type Ground, Setting } from '../setting.js';
import type { Run } from './campaign.js';

const trials = propertiesOf(new Setting(workerData as Ground));

parentPort?.on('message', async ({ property, seed }: Run) => {
  const outcome = await trials.find(({ name }) => name === property)?.run(seed);
  parentPort?.postMessage(outcome);
});
