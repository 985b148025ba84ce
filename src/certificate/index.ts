/** Writes what the kernel remembers of theorems as certificates, which `src/recheck` checks. Untrusted: what it writes wrong is not accepted. */
export { certificateOf, type ProvedModel, type ProvedTheorem } from './certificate.js';
