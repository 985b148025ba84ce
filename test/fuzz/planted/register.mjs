import { register } from 'node:module';

// For `node --import`: worker threads are started with it as well.
register('./loader.mjs', import.meta.url);
