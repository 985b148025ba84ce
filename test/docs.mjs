/** Writes the pages of docs/ that are made from the program: `npm run docs`, after a build. */
import { writeFileSync } from 'node:fs';
import { diagnosticsPage } from '../dist/report/diagnostics-page.js';

writeFileSync(new URL('../docs/diagnostics.md', import.meta.url), diagnosticsPage());
