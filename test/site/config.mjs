/** How the documentation's site looks; `site.mjs` builds it. Nothing in it is asked of anybody else: fonts and the search come along. */
import { readFileSync } from 'node:fs';

const ls2 = JSON.parse(readFileSync('docs/.vitepress/ls2.tmLanguage.json', 'utf8'));

export default {
  title: 'ls2',
  description: 'Machine-checked proofs of measured-boot trust chains',
  cleanUrls: false,
  // What goes along as it is, and the page in a browser; `site.mjs` has looked that it is there.
  srcExclude: ['public/**'],
  ignoreDeadLinks: [/^\/files\//, /^\/page\//],
  head: [
    ['link', { rel: 'icon', href: 'data:,' }],
    // The theme's own colour has too little contrast.
    ['style', {}, '.vp-doc [class*=language-]>span.lang{color:var(--vp-c-text-1)!important}'],
  ],
  markdown: { languages: [ls2], theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' } },
  themeConfig: {
    outline: [2, 3],
    search: { provider: 'local' },
    nav: [
      { text: 'Guide', link: '/' },
      { text: 'Language', link: '/language' },
      { text: 'Casebook', link: '/casebook' },
      { text: 'Try it', link: '/page/index.html', target: '_self' },
    ],
    sidebar: [
      {
        text: 'To begin with',
        items: [
          { text: 'ls2', link: '/' },
          { text: 'Casebook', link: '/casebook' },
          { text: 'In a browser', link: '/page' },
          { text: 'Editors', link: '/editor' },
          { text: 'Formulas and steps by hand', link: '/repl' },
        ],
      },
      {
        text: 'Models and proofs',
        items: [
          { text: 'The language', link: '/language' },
          { text: 'Grammar', link: '/grammar' },
          { text: 'The tactic auto', link: '/auto' },
          { text: 'Attacks', link: '/attacks' },
          { text: 'Traces', link: '/traces' },
          { text: 'Diagnostics', link: '/diagnostics' },
        ],
      },
      {
        text: 'At work',
        items: [
          { text: 'Evidence of machines', link: '/attest' },
          { text: 'The gate', link: '/gate' },
          { text: 'Certificates', link: '/certificates' },
          { text: 'Fuzzing', link: '/fuzzing' },
          { text: 'As a library', link: '/api' },
        ],
      },
    ],
  },
};
