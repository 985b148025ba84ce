import type { MachineDeclaration, MachineItem } from '../language/ast.js';
import { applied } from '../language/show/nodes.js';
import { shown } from './change.js';
import type { Edit } from './edit.js';
import type { Scope } from './scope.js';
import { beside, like } from './vocabulary.js';

/** Another program on a reset or a late launch: the one that is declared after it, and the one before. */
export function machineEdits(machine: MachineDeclaration, { vocabulary }: Scope): readonly Edit[] {
  return machine.items.flatMap((item, at): readonly Edit[] => {
    if (!('program' in item) || item.program.kind !== 'apply') return [];
    const { program, kind } = item;
    const { name, args } = { name: program.callee.name, args: program.args };
    const others = like(name, vocabulary.programs).map((each) => each.name);
    return beside(name, others).map((other) => {
      const run = applied(other, args);
      const changed: MachineItem = { ...item, program: run };
      return {
        kind: 'other program run',
        label: kind,
        what: `${machine.name.name} with ${shown(run)} in place of ${shown(program)} on ${kind === 'reset' ? 'a reset' : 'a late launch'}`,
        affects: {
          declaration: { kind: 'machine', name: machine.name.name },
          part: { kind: 'run', at: kind, text: `on ${kind} run ${shown(program).slice(1, -1)}` },
        },
        span: item.span,
        declaration: { ...machine, items: machine.items.with(at, changed) },
      };
    });
  });
}
