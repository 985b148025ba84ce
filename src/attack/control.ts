import type { Segment, Term } from '../kernel/index.js';
import type { Control } from '../semantics/index.js';
import type { Course } from './course.js';
import type { Hunt } from './hunt.js';
import type { State } from './state.js';

/** What a thread has left to do, as far as its program says: one course for each way through its branches. */
export function coursesOn(hunt: Hunt, state: State, thread: Term): readonly Course[] {
  const control = controlOn(state, thread);
  return control === undefined || control.kind === 'foreign'
    ? []
    : hunt.courses.of(control.rest, control.results, thread, state.c.threads.get(thread)?.machine);
}

/** What a thread runs: its program, or what foreign code was given to run. */
export function controlOn(state: State, thread: Term): Control | undefined {
  const script = state.parts.find((part) => part?.thread === thread)?.script;
  return script === undefined ? state.c.threads.get(thread)?.control : scripted(script);
}

const scripts = new WeakMap<object, Control>();

function scripted(script: { readonly rest: Segment; readonly results: readonly Term[] }): Control {
  const known = scripts.get(script) ?? { kind: 'program', ...script };
  scripts.set(script, known);
  return known;
}
