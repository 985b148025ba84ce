import type { LSPClient } from '@codemirror/lsp-client';
import type { Told } from '../editor/requests/lenses.js';
import { type DrawnChain, drawnHtml } from '../report/html/chains-html.js';
import { playAttacks } from '../report/html/player.js';
import { element } from './element.js';
import { picturesAsked, reportAsked } from './protocol.js';

/** The verdicts beside the text: a list of theorems, all that is known of the one that is chosen, and the file's chains. */
export class Panel {
  readonly #client: LSPClient;
  readonly #list = element('theorems', HTMLUListElement);
  readonly #shown = element('shown', HTMLDivElement);
  readonly #chains = element('chains', HTMLDetailsElement);
  readonly #pictures = element('pictures', HTMLDivElement);
  readonly #summary = element('summary', HTMLParagraphElement);
  #uri = '';
  #told: readonly Told[] = [];
  /** What the reader chose; until then the panel chooses. */
  #chosen: string | undefined;
  #drawn = '';

  constructor(client: LSPClient) {
    this.#client = client;
    this.#list.addEventListener('click', ({ target }) => {
      const name = target instanceof Element ? target.closest('button')?.dataset['name'] : undefined;
      if (name !== undefined) this.choose(name);
    });
    this.#chains.addEventListener('toggle', () => void this.#draw());
  }

  /** Goes to another file, of which nothing is known yet. */
  enter(uri: string): void {
    this.#uri = uri;
    this.#chosen = undefined;
    this.#told = [];
    this.#drawn = '';
    this.#shown.replaceChildren();
    this.#pictures.replaceChildren();
    this.#list.replaceChildren();
    this.#summary.textContent = 'reading…';
  }

  choose(name: string): void {
    this.#chosen = name;
    this.#listed();
    void this.#show();
  }

  /** The theorem that a line of the text belongs to is shown, where that is not the one that is. */
  chooseAt(line: number): void {
    const above = this.#told.filter(({ range }) => range.start.line <= line).at(-1);
    if (above !== undefined && above.name !== this.#current()?.name) this.choose(above.name);
  }

  tell(uri: string, told: readonly Told[]): void {
    if (uri !== this.#uri) return;
    this.#told = told;
    this.#listed();
    this.#summary.textContent = summaryOf(told);
    void this.#show();
    void this.#draw();
  }

  #current(): Told | undefined {
    const named = this.#told.find(({ name }) => name === this.#chosen);
    return named ?? this.#told.find(({ title }) => title.startsWith('✗')) ?? this.#told[0];
  }

  #listed(): void {
    const current = this.#current();
    const focused = document.activeElement instanceof HTMLElement ? document.activeElement.dataset['name'] : undefined;
    this.#list.replaceChildren(
      ...this.#told.map(({ name, title, standing }) => {
        const button = document.createElement('button');
        button.type = 'button';
        button.dataset['name'] = name;
        button.className = standing;
        button.setAttribute('aria-current', String(name === current?.name));
        const words = [name, title].map((text, i) => {
          const span = document.createElement('span');
          span.className = i === 0 ? 'name' : 'title';
          span.textContent = text;
          return span;
        });
        button.append(...words);
        const item = document.createElement('li');
        item.append(button);
        return item;
      }),
    );
    for (const button of this.#list.querySelectorAll('button'))
      if (focused !== undefined && button.dataset['name'] === focused) button.focus();
  }

  /** Shows what is known of the chosen theorem; what is shown already stays as it is, with what the reader unfolded. */
  async #show(): Promise<void> {
    const current = this.#current();
    if (current === undefined) return;
    const uri = this.#uri;
    const html = await this.#client.request<unknown, string | null>(reportAsked, { uri, name: current.name });
    if (uri !== this.#uri || current.name !== this.#current()?.name) return;
    const shown = html ?? '';
    if (this.#shown.dataset['html'] === shown) return;
    this.#shown.dataset['html'] = shown;
    // Made of escaped texts by the functions that write reports.
    this.#shown.innerHTML = shown;
    playAttacks(this.#shown);
  }

  async #draw(): Promise<void> {
    if (!this.#chains.open) return;
    const uri = this.#uri;
    const pictures = await this.#client.request<unknown, readonly DrawnChain[]>(picturesAsked, { uri });
    if (uri !== this.#uri) return;
    const drawn = pictures.map(drawnHtml).join('');
    const all = drawn === '' ? '<p class="faint">There is no chain in this file.</p>' : drawn;
    if (this.#drawn === all) return;
    this.#drawn = all;
    this.#pictures.innerHTML = all;
  }
}

function summaryOf(told: readonly Told[]): string {
  if (told.length === 0) return 'no theorems';
  const running = told.filter(({ standing }) => standing === 'running').length;
  if (running > 0) return `proving: ${told.length - running} of ${told.length}`;
  const expected = told.filter(({ standing }) => standing === 'as-expected').length;
  const theorems = told.length === 1 ? '1 theorem' : `${told.length} theorems`;
  return expected === told.length ? `${theorems}, all as expected` : `${theorems}, ${expected} as expected`;
}
