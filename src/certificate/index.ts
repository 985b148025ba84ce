/** Writes what the kernel remembers of theorems as certificates, which `src/recheck` checks, and replays them through the kernel. Untrusted: what is wrong makes no theorem. */

export { type CertifiedModel, certificateText } from '../recheck/index.js';
export { certificateOf, type ProvedModel, type ProvedTheorem } from './certificate.js';
