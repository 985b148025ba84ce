import { long, suite } from './suite.js';

export default suite('tests', 'test/**/*.test.ts', [long]);
