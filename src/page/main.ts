import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { bracketMatching } from '@codemirror/language';
import { lintKeymap } from '@codemirror/lint';
import { searchKeymap } from '@codemirror/search';
import { EditorState } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import { stopVerdicts } from '../editor/stop-verdicts.js';
import { coloursFor } from '../report/html/colours.js';
import { partsStyle } from '../report/html/style.js';
import { element } from './element.js';
import { fragmentOf, type Linked, readFragment } from './link.js';
import { setTold, verdictMarks } from './marks.js';
import { ls2 } from './mode.js';
import { Panel } from './panel.js';
import { uriOf } from './protocol.js';
import { connected } from './server.js';
import { type Example, shipped } from './shipped.js';

/** How long a text has to stand still before its address holds it, in milliseconds. */
const linking = 400;

const choice = element('example', HTMLSelectElement);
const client = connected(({ uri, theorems }) => {
  if (uri === uriOf(opened.path)) view.dispatch({ effects: setTold.of(theorems) });
  panel.tell(uri, theorems);
});
const panel = new Panel(client);
const view = new EditorView({ parent: element('editor', HTMLDivElement) });
let opened = { path: '' };

style();
offer(shipped.examples);
void openLinked();
window.addEventListener('hashchange', () => void openLinked());
element('copy', HTMLButtonElement).addEventListener('click', ({ currentTarget }) => void copy(currentTarget));
element('stop', HTMLButtonElement).addEventListener('click', () => {
  void client.request('workspace/executeCommand', { command: stopVerdicts });
});
element('solver', HTMLSpanElement).textContent = globalThis.crossOriginIsolated
  ? 'What the kernel’s own procedures leave open is asked of Z3, in WebAssembly.'
  : 'Without Z3: it needs the headers Cross-Origin-Opener-Policy: same-origin and Cross-Origin-Embedder-Policy: require-corp, which this host does not send. What the kernel’s own procedures leave open is unknown.';

function style(): void {
  const sheet = document.createElement('style');
  const words = ':root{--word:#0b4f8a;--sort:#6b2f8a;--text:#8a3d00;--sign:#7a0f52;--call:#2f5d1e}';
  const byNight = ':root{--word:#7fbcf5;--sort:#cfa5ee;--text:#f0b27a;--sign:#f29ad0;--call:#a4d58f}';
  sheet.textContent = `${coloursFor(':root')}${words}@media(prefers-color-scheme:dark){${byNight}}${partsStyle}`;
  document.head.append(sheet);
}

function offer(examples: readonly Example[]): void {
  for (const group of new Set(examples.map((example) => example.group))) {
    const options = document.createElement('optgroup');
    options.label = group;
    for (const { path, title } of examples.filter((example) => example.group === group))
      options.append(new Option(title, path));
    choice.append(options);
  }
  choice.addEventListener('change', () => {
    address(`#example=${encodeURIComponent(choice.value)}`, 'push');
    open({ kind: 'example', path: choice.value });
  });
}

async function openLinked(): Promise<void> {
  const linked = await readFragment(location.hash);
  open(linked ?? { kind: 'example', path: shipped.examples[0]?.path ?? '' });
}

function open(linked: Linked): void {
  const text = linked.kind === 'model' ? linked.text : shipped.files[linked.path];
  if (text === undefined) return;
  const { path } = linked;
  opened = { path };
  choice.value = path;
  element('path', HTMLSpanElement).textContent = path;
  panel.enter(uriOf(path));
  view.setState(stateOf(path, text));
}

function stateOf(path: string, doc: string): EditorState {
  let linked: ReturnType<typeof setTimeout> | undefined;
  return EditorState.create({
    doc,
    extensions: [
      ls2,
      lineNumbers(),
      highlightActiveLineGutter(),
      highlightActiveLine(),
      history(),
      drawSelection(),
      bracketMatching(),
      EditorView.lineWrapping,
      EditorView.contentAttributes.of({ 'aria-label': `the text of ${path}` }),
      keymap.of([...defaultKeymap, ...historyKeymap, ...searchKeymap, ...lintKeymap]),
      client.plugin(uriOf(path), 'ls2'),
      verdictMarks((name) => panel.choose(name)),
      EditorView.updateListener.of((update) => {
        if (update.docChanged) {
          clearTimeout(linked);
          linked = setTimeout(() => void link(), linking);
        }
        const moved = update.transactions.some((each) => each.isUserEvent('select'));
        if (moved) panel.chooseAt(update.state.doc.lineAt(update.state.selection.main.head).number - 1);
      }),
    ],
  });
}

/** Puts the text into the address. */
async function link(): Promise<void> {
  const { path } = opened;
  const text = view.state.doc.toString();
  const fragment = await fragmentOf(
    shipped.files[path] === text ? { kind: 'example', path } : { kind: 'model', path, text },
  );
  if (opened.path === path) address(fragment, 'replace');
}

function address(fragment: string, how: 'push' | 'replace'): void {
  if (how === 'push') window.history.pushState(null, '', fragment);
  else window.history.replaceState(null, '', fragment);
}

async function copy(button: EventTarget | null): Promise<void> {
  await link();
  await navigator.clipboard.writeText(location.href);
  if (!(button instanceof HTMLButtonElement)) return;
  const before = button.textContent;
  button.textContent = 'Copied';
  setTimeout(() => {
    button.textContent = before;
  }, 1500);
}
