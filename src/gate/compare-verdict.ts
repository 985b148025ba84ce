import { about, type Compared, gain, nothing, type Pair } from './compared.js';
import type { FreshTheorem, StandingTheorem, Verdict } from './standing.js';

/** What became of a theorem's verdict, of what is expected of it, and of the traces that go with it. */
export function compareVerdict(pair: Pair): Compared {
  const { old, fresh } = pair;
  const changed = fresh.verdict === old.verdict ? nothing : verdictChanged(pair);
  return {
    findings: [...changed.findings, ...expectedOtherwise(old, fresh), ...traceLost(old, fresh)],
    gains: changed.gains,
  };
}

function verdictChanged({ old, fresh }: Pair): Compared {
  const { name, verdict, failure, events } = fresh;
  if (failure?.kind === 'limit' || failure?.kind === 'fault') {
    const message = `${name} was ${old.verdict}, and has no verdict now: ${failure.reason}`;
    return { findings: [{ ...about(fresh), code: 'LS2-1203', message, without: failure.kind }], gains: [] };
  }
  if (isAwaited(old, verdict))
    return { findings: [], gains: [gain(fresh, `${name} was ${old.verdict}, and is ${verdict} now`)] };
  const message = `${name} was ${old.verdict}, and is ${verdict} now${why(fresh)}`;
  const attack = events === undefined ? {} : { events };
  return { findings: [{ ...about(fresh), code: 'LS2-1203', message, ...attack }], gains: [] };
}

/** A proof is never lost as expected. */
const isAwaited = ({ verdict: before, expected }: StandingTheorem, verdict: Verdict): boolean =>
  before !== 'proved' &&
  (verdict === expected || (before === 'unknown' && verdict === 'proved' && expected !== 'refuted'));

function why({ verdict, failure }: FreshTheorem): string {
  if (verdict === 'vacuous') return ': its premises contradict each other';
  return failure === undefined ? '' : `: ${failure.reason}`;
}

/** What is expected may come to be what is found. That something else is expected lets the next change pass as expected. */
function expectedOtherwise(old: StandingTheorem, fresh: FreshTheorem): Compared['findings'] {
  const { name, verdict, expected, failure } = fresh;
  if (expected === old.expected || expected === verdict || failure?.kind === 'limit' || failure?.kind === 'fault')
    return [];
  const message = `${name} is expected to be ${expected} now, was expected to be ${old.expected}, and is ${verdict}`;
  return [{ ...about(fresh), code: 'LS2-1216', message }];
}

/** An attack, or a witness, that there was and is not any more. */
function traceLost(old: StandingTheorem, fresh: FreshTheorem): Compared['findings'] {
  const { name, verdict } = fresh;
  if (verdict !== old.verdict) return [];
  if (verdict === 'refuted' && old.attack !== undefined && fresh.attack === undefined) {
    const message = `${name} is refuted, and the attack on it, of ${old.attack} events, is not there any more`;
    return [{ ...about(fresh), code: 'LS2-1212', message }];
  }
  if (verdict === 'proved' && old.witness !== undefined && fresh.witness === undefined) {
    const message = `${name} is proved, and the trace on which its premises hold, of ${old.witness} events, is not found any more`;
    return [{ ...about(fresh), code: 'LS2-1214', message }];
  }
  return [];
}
