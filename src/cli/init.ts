import { lstatSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { Command } from 'commander';
import { exit } from './exit.js';
import type { Finish } from './finish.js';
import { besides, modelOf, type NewFile, templates, usualTemplate } from './init-files.js';
import { instead } from './unknown-name.js';
import { UsageError } from './usage-error.js';
import { reasonOf } from './whole-file.js';

const examples = `Examples:
  ls2 init                    a boot chain, a workflow for CI, a setting for VS Code
  ls2 init quote              a boot chain that a verifier asks about, with a nonce
  ls2 init registers          a boot over several registers
  ls2 init sealed             a key that a TPM releases to one phase of a boot
  ls2 init vm                 a host, a VM and its virtual TPM
`;

const description = `Writes a model to begin with to proofs/, whose claims \`ls2 check\` decides as they are, and beside it what goes with one. What is there
already stays as it is; where the model itself is there, nothing is written (2).`;

export function command(finish: Finish): Command {
  return new Command('init')
    .summary('a new project with a model that proves')
    .description(description)
    .argument('[template]', 'chain, quote, registers, sealed or vm', usualTemplate)
    .addHelpText('before', examples)
    .action((template: string) => {
      demandKnown(template);
      process.stdout.write(written(modelOf(template), besides()));
      finish(exit.ok);
    });
}

function demandKnown(template: string): void {
  const known = templates();
  if (!known.includes(template)) throw new UsageError(`there is no template ${template}${instead([template], known)}`);
}

/** Writes the files that are not there, and says of each what became of it. */
function written(model: NewFile, others: readonly NewFile[]): string {
  if (!isWritten(model)) throw new UsageError(`${model.path} is there already: nothing was written`);
  const lines = [model, ...others.filter(isWritten)].map(({ path, purpose }) => ['wrote', path, purpose]);
  const kept = others.filter(({ path }) => !lines.some(([, other]) => other === path));
  const all = [...lines, ...kept.map(({ path }) => ['stays', path, 'it is there already'])];
  const width = Math.max(...all.map(([, path = '']) => path.length));
  const told = all.map(([did = '', path = '', purpose = '']) => `${did}  ${path.padEnd(width)}  ${purpose}`);
  return `${told.join('\n')}\n\nnext:  npx ls2 check          a first verdict
       npx ls2 gate --accept  writes down what stands: commit ls2.lock.json with the model\n`;
}

/** Writes a file where there is none; says whether. */
function isWritten({ path, text }: NewFile): boolean {
  try {
    if (lstatSync(path, { throwIfNoEntry: false }) !== undefined) return false;
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text, { flag: 'wx' });
    return true;
  } catch (error) {
    throw new UsageError(`${path} cannot be written: ${reasonOf(error)}`);
  }
}
