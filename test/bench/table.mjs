/**
 * The result for people.
 *
 * @param {readonly import('./bench.mjs').Section[]} sections
 * @param {number} runs
 */
export function tables(sections, runs) {
  const width = Math.max(...sections.flatMap(({ rows }) => rows.map(({ name }) => name.length)));
  const texts = sections.map(({ title, rows }) => {
    const weighed = rows.some(({ megabytes }) => megabytes !== undefined);
    const heads = ['time', weighed ? 'memory' : '', 'ratio', 'aim'].map((head) => head.padStart(8)).join('');
    const lines = rows.map((row) => `  ${row.name.padEnd(width)}${cells(row)}`);
    return `${title}\n  ${' '.repeat(width)}${heads}\n${lines.join('\n')}\n`;
  });
  return `${texts.join('\n')}\nMedians of ${runs} run${runs === 1 ? '' : 's'}, taken in turn.\n`;
}

/** @param {import('./bench.mjs').Row} row */
function cells({ seconds, megabytes, ratio, aim }) {
  const values = [
    `${seconds.toFixed(2)} s`,
    megabytes === undefined ? '' : `${megabytes.toFixed(0)} MB`,
    ratio?.toFixed(2) ?? '',
    aim === undefined ? '' : `≤ ${aim}`,
  ];
  const verdict = ratio === undefined || aim === undefined ? '' : ratio <= aim ? '  met' : '  missed';
  return `${values.map((value) => value.padStart(8)).join('')}${verdict}`.trimEnd();
}
