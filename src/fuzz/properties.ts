import { axioms } from './properties/axioms.js';
import { broken } from './properties/broken.js';
import { contradictions } from './properties/contradictions.js';
import { domains } from './properties/domains.js';
import { evaluator } from './properties/evaluator.js';
import { eventLogs } from './properties/event-logs.js';
import { kernel } from './properties/kernel.js';
import { mutatedTraces } from './properties/mutated-traces.js';
import { printing } from './properties/printing.js';
import { proofs } from './properties/proofs.js';
import { schedules } from './properties/schedules.js';
import { solvers } from './properties/solvers.js';
import { stability } from './properties/stability.js';
import { survives } from './properties/survives.js';
import { texts } from './properties/texts.js';
import { tpm } from './properties/tpm.js';
import { traces } from './properties/traces.js';
import type { Setting } from './setting.js';
import { type Trial, trial } from './trial.js';

/** The properties, in the order of the table in docs/fuzzing.md. */
export const propertiesOf = (setting: Setting): readonly Trial[] => [
  trial(contradictions(setting)),
  trial(survives(setting)),
  trial(axioms(setting)),
  trial(stability(setting)),
  trial(proofs(setting)),
  trial(kernel()),
  trial(solvers(setting)),
  trial(evaluator(setting)),
  trial(domains(setting)),
  trial(schedules(setting)),
  trial(printing()),
  trial(texts(setting)),
  trial(broken(setting)),
  trial(traces(setting)),
  trial(mutatedTraces(setting)),
  trial(tpm()),
  trial(eventLogs()),
];
