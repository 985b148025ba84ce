import { type Code, type Diagnostic, diagnostic } from '../diagnostics/index.js';
import { disk } from '../disk/disk.js';
import type { Evidence, Judged } from '../evidence/index.js';
import { type Attested, attest, type Claim, fitPlatform, lookUp, type References } from '../evidence/platform/index.js';
import { type Model, type PlatformDecl, reader } from '../language/index.js';
import { certifying } from './certifying.js';
import { checkFiles } from './check-files.js';
import type { SolvingOptions } from './options.js';
import { contentsOf } from './read-file.js';
import { chosenSolver } from './solver-choice.js';
import { timing } from './timing.js';
import { UsageError } from './usage-error.js';
import { reasonOf } from './whole-file.js';

/** A platform that is read, with its references looked up. */
export interface Ready {
  readonly model: Model;
  readonly platform: PlatformDecl;
  readonly claims: readonly Claim[];
  readonly references: References;
}

/** What evidence came to on a platform; without a verdict of its own where the theorem is not proved. */
export interface Concluded {
  readonly ready: Ready;
  readonly claim: Claim;
  readonly attested: Attested;
  /** What was found of the theorem: only a proved one concludes anything. */
  readonly proved: 'proved' | 'vacuous' | 'refuted' | 'unknown' | 'unfinished';
}

/** Reads a platform's file (`FILE` or `FILE:NAME`) and all that it refers to; throws {@link UsageError} where there is none. */
export function readPlatform(path: string): Ready | readonly Diagnostic[] {
  const [, file = path, wanted] = /^(.*\.ls2):(\w+)$/.exec(path) ?? [];
  const source = disk();
  if (source.read(file) === undefined) throw new UsageError(`${file} cannot be read`);
  const { model, diagnostics } = reader(source).read(file);
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) return errors;
  const platform = chosen(model, file, wanted);
  const problem = (code: Code, message: string, span = platform.span): Diagnostic =>
    diagnostic(code, message, { file: platform.file, span });
  const found = lookUp(platform, (each) => {
    try {
      return contentsOf(each);
    } catch (error) {
      return reasonOf(error);
    }
  });
  if ('bad' in found)
    return found.bad.map((bad) => problem('LS2-1510', `${bad.file} cannot be referred to: ${bad.problem}`));
  const fitted = fitPlatform(model, platform, found.references);
  if (!('claims' in fitted)) return fitted.map((each) => problem(each.code, each.problem, each.span));
  return { model, platform, claims: fitted.claims, references: found.references };
}

function chosen({ platforms }: Model, file: string, wanted: string | undefined): PlatformDecl {
  const own = platforms.filter((each) => each.file === file && (wanted === undefined || each.name === wanted));
  const [first, ...others] = own;
  const names = platforms.filter((each) => each.file === file).map(({ name }) => name);
  if (first === undefined)
    throw new UsageError(
      `${file} declares no platform${wanted === undefined ? '' : ` ${wanted}`}${names.length > 0 ? `, but ${names.join(', ')}` : ''}`,
    );
  if (others.length > 0)
    throw new UsageError(`${file} declares ${names.join(', ')}: say which, as \`${file}:${first.name}\``);
  return first;
}

/** The theorem that is wished for most among those that this evidence can be an instance of; or of all, where it is of none for want of a quote. */
export function claimFor({ claims }: Ready, { quote }: Evidence): Claim {
  const can = ({ needs }: Claim): boolean =>
    needs === 'registers' || (quote !== undefined && (needs === 'quote' || quote.nonce !== undefined));
  return claims.find(can) ?? (claims[0] as Claim);
}

/** Checks the theorem, and holds the evidence against it. */
export async function conclude(
  ready: Ready,
  evidence: Evidence,
  judged: Judged,
  options: SolvingOptions & { readonly proof?: string },
): Promise<Concluded> {
  const claim = claimFor(ready, evidence);
  const { model, references } = ready;
  const attested = attest(claim, { references, model }, { evidence, judged });
  return { ready, claim, attested, proved: await standingOf(claim, options, options.proof) };
}

/** What is found of a claim's theorem; its proof is written to a file, where one is named and it is proved. */
export async function standingOf(
  { theorem }: Claim,
  options: SolvingOptions,
  proof?: string,
): Promise<Concluded['proved']> {
  const proofs = proof === undefined ? undefined : certifying();
  const at = { solver: await chosenSolver(options.solver), clock: timing(), certifying: proofs };
  const [checked] = await checkFiles([theorem.file], { ...options, theorem: [theorem.name] }, at);
  const found = checked?.theorems.find(({ name }) => name === theorem.name);
  if (proof !== undefined) await proofs?.write(proof, at.solver);
  if (found === undefined) return 'unknown';
  const { outcome } = await import('../check/check-result.js');
  return outcome(found);
}
