import { inWords, type Stopped } from '../stop/index.js';
import type { CheckedFailure } from './check-result.js';

/** Why a theorem has no verdict that was not decided when its run was stopped. */
export const stoppedFailure = ({ reason }: Stopped): CheckedFailure => ({
  kind: 'limit',
  step: 'the run',
  reason: `${inWords[reason]} before it was decided`,
  known: [],
  knownBefore: 0,
  remedy: 'Check it alone (--theorem), or give the run more time (--deadline).',
});
