import { coloursFor } from './colours.js';
import { escaped } from './escape.js';

const style = `${coloursFor(':root')}
body{font:16px/1.5 system-ui,sans-serif;max-width:70rem;margin:0 auto;padding:1rem 1.5rem;color:var(--ink);background:var(--ground)}
code,pre{font:.88em/1.45 ui-monospace,Menlo,Consolas,monospace}
pre,.picture{background:var(--panel);padding:.6rem .8rem;overflow:auto;border-radius:4px}
a{color:inherit}table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.25rem .8rem .25rem 0;border-bottom:1px solid var(--line);vertical-align:top}
article{border-top:2px solid var(--line);margin-top:2rem}h1{font-size:1.4rem}h2{font-size:1.15rem}
.good{color:var(--good)}.bad{color:var(--bad)}.open{color:var(--open)}.faint,.by{color:var(--faint)}.failed{background:var(--foreign)}
dt{font-weight:bold}dd{margin:0 0 .4rem 1rem}.player button{font:inherit;padding:.2rem .7rem}.later{opacity:.15}
:focus-visible{outline:3px solid var(--good);outline-offset:2px}summary{cursor:pointer}`;

/** Shows an attack step by step: what comes later is faint, and the step is said in words. */
const script = `for (const section of document.querySelectorAll('.attack')) {
  const steps = [...section.querySelectorAll('[data-step]')];
  const said = section.querySelector('[data-said]');
  let at = steps.length;
  for (const button of section.querySelectorAll('[data-by]')) button.addEventListener('click', () => {
    at = Math.max(1, Math.min(steps.length, at + Number(button.dataset.by)));
    steps.forEach((step, i) => step.classList.toggle('later', i >= at));
    said.textContent = at + ' of ' + steps.length + ': ' + steps[at - 1].querySelector('title').textContent;
  });
}`;

/** A page in one file, which asks nobody for anything. */
export const page = (title: string, body: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<meta name="color-scheme" content="light dark">
<title>${escaped(title)}</title>
<style>${style}</style>
</head>
<body>
${body}
<script>${script}</script>
</body>
</html>
`;
