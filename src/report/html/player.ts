/** As much of a document as is asked for here, which is read where there is none. */
interface Part {
  querySelectorAll(selector: string): Iterable<Part> & { readonly length: number };
  querySelector(selector: string): Part | null;
  addEventListener(kind: 'click', listener: () => void): void;
  readonly classList: { toggle(name: string, force: boolean): void };
  readonly dataset: Readonly<Record<string, string | undefined>>;
  textContent: string | null;
}

/**
 * Lets the attacks of a page be played step by step: what comes later is faint, and the step is said in words. A report carries this function as its text, so it uses
 * nothing from outside.
 */
export function playAttacks(root: Pick<Part, 'querySelectorAll'>): void {
  for (const section of root.querySelectorAll('.attack')) {
    const steps = [...section.querySelectorAll('[data-step]')];
    const said = section.querySelector('[data-said]');
    let at = steps.length;
    for (const button of section.querySelectorAll('[data-by]')) {
      button.addEventListener('click', () => {
        at = Math.max(1, Math.min(steps.length, at + Number(button.dataset['by'])));
        for (const [i, step] of steps.entries()) {
          step.classList.toggle('later', i >= at);
          step.classList.toggle('now', i === at - 1);
        }
        const words = steps[at - 1]?.querySelector('title')?.textContent ?? '';
        if (said !== null) said.textContent = `${at} of ${steps.length}: ${words}`;
      });
    }
  }
}
