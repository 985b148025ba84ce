import { type Extension, StateEffect, StateField } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView, WidgetType } from '@codemirror/view';
import type { Told } from '../editor/requests/lenses.js';

/** Says anew what came of the theorems of the text. */
export const setTold = StateEffect.define<readonly Told[]>();

/** What came of a theorem, above it. Who hears the page rather than sees it has the same in the list of verdicts. */
class Mark extends WidgetType {
  readonly #told: Told;

  constructor(told: Told) {
    super();
    this.#told = told;
  }

  override eq(other: Mark): boolean {
    return other.#told.title === this.#told.title && other.#told.name === this.#told.name;
  }

  override toDOM(): HTMLElement {
    const mark = document.createElement('div');
    mark.className = `verdict-line ${this.#told.standing}`;
    mark.setAttribute('aria-hidden', 'true');
    mark.dataset['theorem'] = this.#told.name;
    mark.textContent = this.#told.title;
    return mark;
  }

  override ignoreEvent(): boolean {
    return true;
  }
}

const field = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(before, transaction) {
    let marks = before.map(transaction.changes);
    for (const effect of transaction.effects) {
      if (!effect.is(setTold)) continue;
      const { doc } = transaction.state;
      const placed = effect.value.flatMap((told) => {
        const line = told.range.start.line + 1;
        if (line > doc.lines) return [];
        return [Decoration.widget({ widget: new Mark(told), block: true, side: -1 }).range(doc.line(line).from)];
      });
      marks = Decoration.set(placed, true);
    }
    return marks;
  },
  provide: (marks) => EditorView.decorations.from(marks),
});

/** Shows verdicts above theorems; who clicks on one chooses that theorem. */
export const verdictMarks = (choose: (name: string) => void): Extension => [
  field,
  EditorView.domEventHandlers({
    mousedown(event) {
      const name = event.target instanceof HTMLElement ? event.target.dataset['theorem'] : undefined;
      if (name === undefined) return false;
      choose(name);
      return true;
    },
  }),
];
