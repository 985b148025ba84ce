/**
 * The operational semantics of LS² (reference, section 2): configurations, events, and the step relation between them. There is no other
 * model of a machine: simulation, attacks, validation and the tests of axioms and rules run this one.
 */
export { instances, scopeOf } from './adversary.js';
export { hasKey, isBootKey, isHonest, keysByBoot, keysByJump, principalsIn } from './boot-keys.js';
export { pathsOf, restsOf, ways } from './code.js';
export {
  beginning,
  type Configuration,
  type Control,
  hadItHeld,
  holderOf,
  type Running,
  type Store,
  type Thread,
  valueAt,
  valueElsewhere,
} from './configuration.js';
export {
  birthFamilies,
  doing,
  enabled,
  type Family,
  familiesOf,
  freshNonce,
  freshThread,
} from './enabled.js';
export { isPublic } from './knowledge.js';
export { locationsOf, namesOf, type Place, placeOf, registersOf, type Space } from './locations.js';
export { hostOf } from './machines.js';
export { actorOf, type Birth, bornBy, type Occurrence } from './occurrence.js';
export { programsOf } from './program-sets.js';
export { Random } from './random.js';
export { type Replayed, replay } from './replay.js';
export { run, type Taken } from './schedule.js';
export { type Adversary, adversaries, type Scope, type Starting } from './scope.js';
export { apart, listed, listOfLocations, selected, together } from './several.js';
export { smallScope } from './small-scope.js';
export { Refusal, step } from './step.js';
export { argsOf, instantiate, isApplication } from './terms.js';
export { sequenceOf, termText } from './text.js';
export { type ActionEvent, type Symbols, type Words, wordsOf } from './words.js';
export {
  type BootKey,
  type Code,
  codeOf,
  type Honesty,
  Individuals,
  individual,
  type Kind,
  type Machine,
  type Role,
  type Scenery,
  type World,
  worldOf,
} from './world.js';
