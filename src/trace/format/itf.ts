import type { Term } from '../../kernel/index.js';
import {
  beginning,
  type Configuration,
  holderOf,
  isApplication,
  locationsOf,
  type Occurrence,
  Refusal,
  registersOf,
  step,
  termText,
  valueAt,
  type World,
} from '../../semantics/index.js';
import { NotEnabled } from '../history.js';

/** A value in ITF: terms are texts. */
type Value = string | boolean | { readonly '#map': readonly (readonly [Value, Value])[] } | readonly Value[] | Fields;
interface Fields {
  readonly [field: string]: Value;
}

const varTypes = {
  event: '{ name: Str, args: Seq(Str), by: Str }',
  booted: 'Str -> Bool',
  memory: 'Str -> Str',
  registers: 'Str -> Str',
  locks: 'Str -> Str',
  threads: 'Str -> { owner: Str, machine: Str, runs: Str }',
};

/**
 * A trace in the Informal Trace Format (Apalache ADR 015, https://apalache-mc.org/docs/adr/015adr-trace.html), as a text in pieces: the
 * beginning, and the configuration after each event. Throws {@link NotEnabled} where an event is not enabled.
 */
export function* itfOf(world: World, occurrences: Iterable<Occurrence>): Iterable<string> {
  const meta = {
    format: 'ITF',
    'format-description': 'https://apalache-mc.org/docs/adr/015adr-trace.html',
    description: 'A trace of LS²: configurations, and the event that led to each',
    varTypes,
  };
  yield `{"#meta":${JSON.stringify(meta)},"vars":${JSON.stringify(Object.keys(varTypes))},"states":[`;
  let c = beginning(world);
  let index = 0;
  yield stateText(c, index, undefined);
  for (const occurrence of occurrences) {
    const next = step(c, occurrence);
    index++;
    if (next instanceof Refusal) throw new NotEnabled(index, next.reason);
    c = next;
    yield `,${stateText(c, index, occurrence)}`;
  }
  yield '\n]}\n';
}

const stateText = (c: Configuration, index: number, occurrence: Occurrence | undefined): string =>
  `\n${JSON.stringify({ '#meta': { index }, ...variablesOf(c, occurrence) })}`;

function variablesOf(
  c: Configuration,
  occurrence: Occurrence | undefined,
): Readonly<Record<keyof typeof varTypes, Value>> {
  const { world } = c;
  const text = (term: Term): string => termText(world.words, term);
  const memory = world.machines.flatMap((machine) => locationsOf(world, machine).memory);
  const registers = world.machines.flatMap((machine) => registersOf(world, machine));
  const values = (of: readonly Term[]): Value =>
    mapOf(of.map((location) => [text(location), text(valueAt(c, location) as Term)]));
  const locks = [...memory, ...registers].flatMap((location) => {
    const holder = holderOf(c, location);
    return holder === undefined ? [] : [[text(location), text(holder.term)] as const];
  });
  return {
    event: eventOf(occurrence, text),
    booted: mapOf([...c.stores].map(([machine, { booted }]) => [text(machine), booted])),
    memory: values(memory),
    registers: values(registers),
    locks: mapOf(locks),
    threads: mapOf(
      [...c.threads.values()].map(({ term, owner, machine, control }) => [
        text(term),
        { owner: text(owner), machine: text(machine), runs: control.kind },
      ]),
    ),
  };
}

const mapOf = (entries: readonly (readonly [Value, Value])[]): Value => ({ '#map': entries });

/** No name before the first event; nobody in `by` but before a late launch. */
function eventOf(occurrence: Occurrence | undefined, text: (term: Term) => string): Value {
  if (occurrence === undefined || !isApplication(occurrence.event)) return { name: '', args: [], by: '' };
  const { event, by } = occurrence;
  return { name: event.symbol.name, args: event.args.map(text), by: by === undefined ? '' : text(by) };
}
