/** Writes the pages of docs/ that are made from the program and from the models: `npm run docs`, after a build. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

/** @param {string} path */
const place = (path) => new URL(`../${path}`, import.meta.url);
/** @param {string} name */
const page = (name) => import(`../dist/report/${name}-page.js`);

const { diagnosticsPage } = await page('diagnostics');
const { grammarPage } = await page('grammar');
const { casebookPage, readCase } = await page('casebook');

const casebook = 'models/casebook';
const cases = readdirSync(place(casebook))
  .filter((name) => name.endsWith('.ls2'))
  .sort()
  .map((name) => readCase(`${casebook}/${name}`, readFileSync(place(`${casebook}/${name}`), 'utf8')));
const { theorems } = JSON.parse(readFileSync(place('ls2.lock.json'), 'utf8'));

writeFileSync(place('docs/diagnostics.md'), diagnosticsPage());
writeFileSync(place('docs/grammar.md'), grammarPage());
writeFileSync(place('docs/casebook.md'), casebookPage(cases, theorems));
