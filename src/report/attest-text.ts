import { type Finding, findingText, type Judged, type JudgedEvent, type JudgedRegister } from '../evidence/index.js';
import { bindingText, decodedText } from './event-text.js';
import { counted } from './layout.js';
import type { Paint } from './paint.js';

/** A line of an event is no longer than this. */
const widest = 160;

/** What evidence comes to, for people: its events, the registers, the quote, and what was found. */
export function attestText(judged: Judged, paint: Paint): string {
  const blocks = [
    judged.events.map((event) => eventLine(event, paint)),
    imaLines(judged),
    registerLines(judged, paint),
    quoteLines(judged, paint),
    certificateLines(judged, paint),
    judged.findings.map((finding) => findingLine(finding, paint)),
    [summary(judged, paint)],
  ];
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function eventLine({ index, pcr, type, says, binding }: JudgedEvent, paint: Paint): string {
  const note = bindingText(binding);
  const head = `${`${index}`.padStart(4)}  PCR ${pcr === 0xffffffff ? '–' : pcr}`.padEnd(12);
  const name = type.replace(/^EV_/, '').padEnd(30);
  const line = shortened(`${head}  ${name}  ${decodedText(says)}`);
  if (note === undefined) return line;
  return `${line}  ${binding.kind === 'contradicts' ? paint.error(note) : paint.faint(note)}`;
}

const shortened = (text: string): string => {
  const oneLine = text.replace(/\s*\n\s*/g, ' ');
  return oneLine.length > widest ? `${oneLine.slice(0, widest - 1)}…` : oneLine;
};

/** IMA's measurements are many: how many there are, of what. */
function imaLines({ ima }: Judged): readonly string[] {
  if (ima.length === 0) return [];
  const templates = [...new Set(ima.map(({ template }) => template))].join(', ');
  return [`      IMA: ${counted(ima.length, 'measurement')} (${templates})`];
}

/** The registers of the bank that matters most; of the others, how many are as replayed, and those that are not. */
function registerLines({ registers, quote }: Judged, paint: Paint): readonly string[] {
  const banks = [...new Set(registers.map(({ bank }) => bank))];
  const quoted = quote?.selection.map(({ bank }) => bank) ?? [];
  const main = [...quoted, 'sha256' as const, ...banks].find((bank) => banks.includes(bank));
  const told = registers.filter((each) => (each.bank === main ? says(each) : differs(each)));
  const others = banks.filter((bank) => bank !== main);
  return [
    ...told.map((register) => registerLine(register, paint)),
    ...others.map((bank) =>
      paint.faint(
        `      ${bank}: ${counted(registers.filter((each) => each.bank === bank).length, 'register')} (--format json has all)`,
      ),
    ),
  ];
}

const differs = ({ replayed, read }: JudgedRegister): boolean =>
  replayed !== undefined && read !== undefined && replayed !== read;

/** A register that no log extends, and that holds what it was reset to, says nothing. */
const says = ({ replayed, read }: JudgedRegister): boolean =>
  replayed !== undefined || (read !== undefined && !/^(00)+$|^(ff)+$/.test(read));

function registerLine(register: JudgedRegister, paint: Paint): string {
  const { bank, pcr, replayed, read, quoted } = register;
  const state = differs(register) ? paint.error('differs') : stateOf(replayed, read, paint);
  const name = `PCR ${pcr}`.padEnd(8);
  return `      ${name}${bank.padEnd(8)}${read ?? replayed ?? ''}  ${state}${quoted ? paint.good(', quoted') : ''}`;
}

const stateOf = (replayed: string | undefined, read: string | undefined, paint: Paint): string => {
  if (replayed === undefined) return paint.faint('read');
  return read === undefined ? paint.faint('replayed') : paint.good('as replayed');
};

function quoteLines({ quote }: Judged, paint: Paint): readonly string[] {
  if (quote === undefined) return [];
  const { verified, reason, missing, selection, resetCount, restartCount, clock } = quote;
  const of = selection.map(({ bank, pcrs }) => `${bank}:${pcrs.join(',')}`).join('+');
  const said = verified
    ? paint.good('verified')
    : missing === undefined
      ? paint.error(`does not verify: ${reason ?? ''}`)
      : paint.warning('cannot be verified');
  return [`      quote of ${of}: ${said}`, `      reset ${resetCount}, restart ${restartCount}, ${clock} ms since`];
}

function certificateLines({ certificate }: Judged, paint: Paint): readonly string[] {
  if (certificate === undefined) return [];
  const { verified, isIncomplete, subject, anchor } = certificate;
  return [
    verified
      ? `      certificate of ${subject}: ${paint.good('verified')}, by ${anchor ?? ''}`
      : `      certificate of ${subject}: ${isIncomplete === true ? paint.warning('cannot be verified') : paint.error('does not verify')}`,
  ];
}

const signs = { contradiction: '✗', missing: '?', gap: '!', note: '·' } as const;

function findingLine(finding: Finding, paint: Paint): string {
  const line = `${signs[finding.severity]} ${findingText(finding)}`;
  if (finding.severity === 'contradiction') return paint.error(line);
  return finding.severity === 'gap' || finding.severity === 'missing' ? paint.warning(line) : paint.faint(line);
}

function summary({ consistent, complete, events, findings, quote }: Judged, paint: Paint): string {
  const gaps = findings.filter(({ severity }) => severity === 'gap').length;
  const open = gaps === 0 ? 'nothing is left open' : `${counted(gaps, 'thing')} left open`;
  if (!consistent) return paint.error(`The evidence contradicts itself (${counted(events.length, 'event')}, ${open}).`);
  if (!complete) {
    const what = counted(findings.filter(({ severity }) => severity === 'missing').length, 'thing');
    return paint.warning(
      `Nothing contradicts anything, and ${what} cannot be held against anything: something is missing.`,
    );
  }
  const by = quote?.verified === true ? ', and a quote stands for it' : '';
  return `The evidence is consistent${by} (${counted(events.length, 'event')}, ${open}). What it is evidence of, a platform says.`;
}
