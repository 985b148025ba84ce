/** How theorems, proofs and pictures look, on whatever page they stand; colours are those of `colours.ts`. */
export const partsStyle = `code,pre{font:.88em/1.45 ui-monospace,Menlo,Consolas,monospace}
pre,.picture{background:var(--panel);padding:.6rem .8rem;overflow:auto;border-radius:6px}
.picture{background:var(--ground);border:1px solid var(--line)}
.good{color:var(--good)}.bad{color:var(--bad)}.open{color:var(--open)}.faint,.by{color:var(--faint)}.failed{background:var(--foreign)}
caption{text-align:left;color:var(--faint);padding:.3rem 0}td ul{margin:0;padding-left:1.1rem}td code{overflow-wrap:anywhere}.wide{overflow-x:auto}
dt{font-weight:bold}dd{margin:0 0 .4rem 1rem}
.player{display:flex;gap:.5rem;align-items:center;flex-wrap:wrap;margin:.5rem 0}
.player button{font:inherit;padding:.2rem .7rem;color:inherit;background:var(--panel);border:1px solid var(--line);border-radius:4px;cursor:pointer}
.later{opacity:.15}
:focus-visible{outline:3px solid var(--good);outline-offset:2px}summary{cursor:pointer}`;
