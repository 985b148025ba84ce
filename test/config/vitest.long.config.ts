import { long, suite } from './suite.js';

export default suite('long-tests', long);
