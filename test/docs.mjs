/** Writes the pages of docs/ that are made from the program and from the models: `npm run docs`, after a build. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

/** @param {string} path */
const place = (path) => new URL(`../${path}`, import.meta.url);
/** @param {string} path */
const built = (path) => import(`../dist/${path}.js`);
/** @param {string} name */
const page = (name) => built(`report/${name}-page`);

const { diagnosticsPage } = await page('diagnostics');
const { casebookPage, readCase } = await page('casebook');

const casebook = 'models/casebook';
const cases = readdirSync(place(casebook))
  .filter((name) => name.endsWith('.ls2'))
  .sort()
  .map((name) => readCase(`${casebook}/${name}`, readFileSync(place(`${casebook}/${name}`), 'utf8')));
const { theorems } = JSON.parse(readFileSync(place('ls2.lock.json'), 'utf8'));

const { manPage } = await page('man');
const { described } = await built('cli/described');
const { commands } = await built('cli/commands');
writeFileSync(place('docs/ls2.1'), manPage(await described(commands)));
writeFileSync(place('docs/diagnostics.md'), diagnosticsPage());
writeFileSync(place('docs/casebook.md'), casebookPage(cases, theorems));
