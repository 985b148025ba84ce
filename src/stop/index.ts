export { heed, inWords, type Stop, Stopped, type StopReason, unstopped, whenStopped } from './stop.js';
