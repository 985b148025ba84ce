import { lastingSymbols } from '../language/elaborate/symbols.js';
import type { Ast, Checked, FileSource, Parsed } from '../language/index.js';
import { parse, reader } from '../language/index.js';
import type { Names, Occurrence, SortOf } from './names/meaning.js';
import { occurrencesIn } from './names/occurrences.js';
import { namesOf } from './names/table.js';

/** What is known of a file as it stands. */
export interface Analysis {
  readonly path: string;
  readonly text: string;
  readonly parsed: Parsed;
  readonly checked: Checked;
  readonly names: Names;
  readonly occurrences: readonly Occurrence[];
}

/** Files as an editor has them: those that are open with their buffers, all others as the source has them. Each is read once as long as nothing changes. */
export class Workspace {
  readonly source: FileSource;
  /** Nothing is proved of these models. */
  readonly #symbols = lastingSymbols();
  readonly #buffers = new Map<string, string>();
  readonly #parsed = new Map<string, { readonly text: string; readonly parsed: Parsed }>();
  readonly #checked = new Map<string, Checked>();
  readonly #analyses = new Map<string, Analysis>();

  constructor(disk: FileSource) {
    this.source = { ...disk, read: (path) => this.#buffers.get(path) ?? disk.read(path) };
  }

  /** The files that are open. */
  get open(): readonly string[] {
    return [...this.#buffers.keys()];
  }

  write(path: string, text: string): void {
    const before = this.source.read(path);
    this.#buffers.set(path, text);
    if (text !== before) this.#changed(path);
  }

  close(path: string): void {
    const before = this.source.read(path);
    this.#buffers.delete(path);
    if (this.source.read(path) !== before) this.#changed(path);
  }

  /** Forgets what rests on a file: what is made of it, and what lacks a file that it may be. */
  #changed(path: string): void {
    for (const [root, { model, diagnostics }] of this.#checked) {
      const rests = root === path || model.files.some((file) => file.path === path);
      if (!rests && !diagnostics.some(({ code }) => code === 'LS2-0203' || code === 'LS2-0204')) continue;
      this.#checked.delete(root);
      this.#analyses.delete(root);
    }
  }

  /** To be called when a file has changed that is not open. */
  changed(): void {
    this.#checked.clear();
    this.#analyses.clear();
  }

  /** What ls2 reads of a file and its imports. */
  check(path: string): Checked {
    const known = this.#checked.get(path) ?? this.#read(path);
    this.#checked.set(path, known);
    return known;
  }

  #read(path: string): Checked {
    return reader(this.source, (text, file) => this.#parse(text, file), this.#symbols()).read(path);
  }

  parsed(path: string): { readonly text: string; readonly parsed: Parsed } {
    const text = this.source.read(path) ?? this.#logic(path) ?? '';
    return { text, parsed: this.#parse(text, path) };
  }

  /** Each text of a file is parsed once. */
  #parse(text: string, path: string): Parsed {
    const before = this.#parsed.get(path);
    if (before?.text === text) return before.parsed;
    const parsed = parse(text, path);
    this.#parsed.set(path, { text, parsed });
    return parsed;
  }

  analysis(path: string): Analysis {
    const known = this.#analyses.get(path) ?? this.#analysed(path);
    this.#analyses.set(path, known);
    return known;
  }

  #analysed(path: string): Analysis {
    const { text, parsed } = this.parsed(path);
    const checked = this.check(path);
    const named = once(() => this.#named(path, parsed, checked));
    return {
      path,
      text,
      parsed,
      checked,
      get names() {
        return named().names;
      },
      get occurrences() {
        return named().occurrences;
      },
    };
  }

  #named(path: string, parsed: Parsed, checked: Checked): Pick<Analysis, 'names' | 'occurrences'> {
    const inferred = new Map(checked.inferred.map(({ file, span, sort }) => [`${file}#${span.start.offset}`, sort]));
    const sortOf: SortOf = (file, binder: Ast.Binder) =>
      binder.sort?.name ?? inferred.get(`${file}#${binder.span.start.offset}`);
    const files = checked.model.files.map(({ path: file }) => ({
      path: file,
      declarations: this.parsed(file).parsed.file.declarations,
    }));
    // Its own names first: where two files declare one name, that is an error of the one that imports.
    const own = files.filter((file) => file.path === path);
    const names = namesOf([...own, ...files.filter((file) => file.path !== path)], sortOf);
    const occurrences = occurrencesIn(path, parsed.file.declarations, names, sortOf);
    return { names, occurrences };
  }

  #logic(path: string): string | undefined {
    return this.source.logic.find((file) => file.path === path)?.text;
  }
}

/** What is made where it is first asked for: what is wrong with a text does not wait for what its names mean. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** The name at an offset, and what it means there. */
export const occurrenceAt = ({ occurrences }: Analysis, offset: number): Occurrence | undefined =>
  occurrences.find(({ span }) => span.start.offset <= offset && offset <= span.end.offset);
