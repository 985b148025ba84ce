import { coloursFor } from './colours.js';
import { escaped } from './escape.js';
import { playAttacks } from './player.js';
import { partsStyle } from './style.js';

const style = `${coloursFor(':root')}
body{font:16px/1.5 system-ui,sans-serif;max-width:70rem;margin:0 auto;padding:1rem 1.5rem;color:var(--ink);background:var(--ground)}
a{color:inherit}table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.25rem .8rem .25rem 0;border-bottom:1px solid var(--line);vertical-align:top}
article{border-top:2px solid var(--line);margin-top:2rem}h1{font-size:1.4rem}h2{font-size:1.15rem}h3{font-size:1rem;margin:.9rem 0 .4rem}
${partsStyle}`;

const script = `(${playAttacks})(document)`;

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
