import type { Model } from '../language/index.js';
import { type Occurrence, replay, type World } from '../semantics/index.js';
import type { Claim, Violation } from '../trace/index.js';
import { type Guided, guided, type Limits } from './guided.js';
import { huntIn } from './hunt.js';
import { settingOf } from './setting.js';
import { eventsOf } from './state.js';

export interface Attack {
  readonly world: World;
  readonly occurrences: readonly Occurrence[];
  readonly violation: Violation;
}

export interface Searched extends Guided {
  readonly attacks: readonly Attack[];
}

export function searchAttacks(model: Model, claim: Claim, limits: Limits): Searched {
  const setting = settingOf(model, claim);
  const hunt = huntIn(model.theory, setting);
  const attacks: Attack[] = [];
  const result = guided(hunt, limits, ({ state, violation }) => {
    attacks.push({ world: state.c.world, occurrences: eventsOf(state), violation });
    return true;
  });
  for (const { world, occurrences } of attacks)
    if (replay(world, occurrences).kind !== 'ran') throw new Error('an attack does not replay');
  return { ...result, attacks };
}
