import type { Commands } from './entry.js';

/** The commands, in the order of the help. */
export const commands: Commands = new Map([
  ['check', { summary: 'prove theorems or refute them, or say what is missing', load: () => import('./check.js') }],
  [
    'explain',
    {
      summary: 'a diagnostic code in full, a proof step by step, what a chain stands for',
      load: () => import('./explain.js'),
    },
  ],
  ['attack', { summary: 'look for a trace that refutes a theorem', load: () => import('./attack.js') }],
  ['gate', { summary: 'compare what stands with the lock file', load: () => import('./gate.js') }],
  ['simulate', { summary: 'run a model on a TPM simulator', load: () => import('./simulate.js') }],
  ['validate', { summary: 'hold traces against a theorem', load: () => import('./validate.js') }],
  ['recheck', { summary: 'check a certificate, without the prover', load: () => import('./recheck.js') }],
  ['fuzz', { summary: 'throw random cases at properties, of ls2 or of a model', load: () => import('./fuzz.js') }],
  ['attest', { summary: 'hold a real machine’s evidence against itself', load: () => import('./attest.js') }],
  ['worker', { summary: 'a worker of a queue of evidence', load: () => import('./worker.js') }],
  ['init', { summary: 'a new project with a model that proves', load: () => import('./init.js') }],
  ['fmt', { summary: 'format files', load: () => import('./fmt.js') }],
  ['repl', { summary: 'formulas and steps by hand', load: () => import('./repl.js') }],
  ['page', { summary: 'ls2 in a browser: serve the page, or write it into a folder', load: () => import('./page.js') }],
  ['lsp', { summary: 'the language server, for editors', load: () => import('./lsp.js') }],
  [
    'completion',
    { summary: 'what a shell needs to complete commands and options', load: () => import('./completion.js') },
  ],
  ['man', { summary: 'the manual page', load: () => import('./man.js') }],
  ['doctor', { summary: 'what this machine has of what ls2 can use', load: () => import('./doctor.js') }],
]);
