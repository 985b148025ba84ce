import { apply, core, sameTerm, type Term } from '../../kernel/index.js';
import {
  apart,
  type Configuration,
  isApplication,
  type Occurrence,
  selected,
  sequenceOf,
  termText,
  valueAt,
  type World,
} from '../../semantics/index.js';
import { allBanks, type Bank, digestOf, digestSize } from '../banks.js';
import { eventTypes } from '../event-log/event-types.js';
import type { NewEvent } from '../event-log/write.js';
import { powerOn } from '../power.js';
import { drtmPcr, pcrRules } from '../registers.js';
import { broken, done, type TpmResult } from '../response.js';
import type { BankDigest, PcrSelection } from '../selection.js';
import type { Tpm } from '../tpm.js';
import type { Layout } from './layout.js';

/** A register whose digest is not that of the value that the semantics says it holds. */
export interface Mismatch {
  readonly register: Term;
  readonly bank: Bank;
  readonly expected: Uint8Array;
  readonly actual: Uint8Array | undefined;
}

/** A machine's TPM: it does what the machine's events say, so that real digests stand beside the values of the semantics. */
export class MachineTpm {
  readonly layout: Layout;
  readonly #world: World;
  readonly #tpm: Tpm;
  #events: NewEvent[] = [];
  #launched: Uint8Array = new Uint8Array();
  #readTogether: readonly number[] | undefined;

  constructor(world: World, layout: Layout, tpm: Tpm) {
    this.#world = world;
    this.layout = layout;
    this.#tpm = tpm;
  }

  /** What was measured since the last reset, as an event log says it. */
  get events(): readonly NewEvent[] {
    return this.#events;
  }

  /** Does what an event means for this machine's TPM; nothing, if it is about something else. */
  follow({ event }: Occurrence): Promise<TpmResult> {
    if (!isApplication(event)) return Promise.resolve(done);
    const [subject, object] = event.args as [Term, Term, Term];
    if (event.symbol === core.resetEvent && subject === this.layout.machine.term) {
      this.#events = [];
      return powerOn(this.#tpm);
    }
    if (event.symbol === core.lateLaunchEvent && subject === this.layout.machine.term) return this.#launch();
    const { Extend, ReadAll } = this.#world.words.events;
    if (event.symbol === ReadAll) return this.#readAll(object, event.args[2] as Term);
    const pcr = event.symbol === Extend ? this.layout.registers.get(object) : undefined;
    return pcr === undefined ? Promise.resolve(done) : this.#extend(pcr, event.args[2] as Term);
  }

  /** Registers of this machine that are read at one instant: the TPM, asked for them in one command, has to say the same. */
  async #readAll(list: Term, values: Term): Promise<TpmResult> {
    const places = selected(this.#world, list) ?? [];
    const pcrs = places.flatMap(({ location }) => this.layout.registers.get(location) ?? []);
    if (pcrs.length < places.length || places.length === 0) return done;
    this.#readTogether = pcrs;
    const are = apart(this.#world.words, values, pcrs.length);
    for (const bank of allBanks) {
      const reading = await this.#tpm.read(this.quoted(bank));
      if (!reading.ok) return reading;
      for (const [i, pcr] of pcrs.entries()) {
        const digest = reading.value.values.find((value) => value.pcr === pcr)?.digest;
        const expected = this.#expected(bank, pcr, are[i] as Term);
        if (digest === undefined || Buffer.compare(digest, expected) !== 0)
          return broken(`PCR ${pcr} of the ${bank} bank is not what was read with others at one instant`);
      }
    }
    return done;
  }

  /** What a dynamic launch measures is the program that it starts. */
  #launch(): Promise<TpmResult> {
    const { machine, measured } = this.layout;
    const program = machine.kind.lateLaunch;
    this.#launched = program === undefined ? new Uint8Array() : measured(apply(program, machine.term));
    return this.#tpm.launch(this.#launched);
  }

  /** Dynamic registers are extended from locality 2, static ones from 0. */
  async #extend(pcr: number, entry: Term): Promise<TpmResult> {
    const digests = this.#digests(entry);
    const isDynamic = pcrRules[pcr]?.launchResets === true;
    const there = isDynamic ? await this.#tpm.setLocality(2) : done;
    const extended = there.ok ? await this.#tpm.extend(pcr, digests) : there;
    const back = isDynamic ? await this.#tpm.setLocality(0) : done;
    const data = new TextEncoder().encode(termText(this.#world.words, entry));
    if (extended.ok && !isDynamic) this.#events.push({ pcr, type: eventTypes.EV_COMPACT_HASH, digests, data });
    return extended.ok ? back : extended;
  }

  #digests(entry: Term): readonly BankDigest[] {
    const data = this.layout.measured(entry);
    return allBanks.map((bank) => ({ bank, digest: digestOf(bank, data) }));
  }

  /** The registers that this machine's model speaks of, in one bank. */
  selection(bank: Bank): PcrSelection {
    return [{ bank, pcrs: [...this.layout.registers.values()].sort((a, b) => a - b) }];
  }

  /** What a quote is of: the registers that were read last at one instant, or else all that the model speaks of. */
  quoted(bank: Bank): PcrSelection {
    const pcrs = this.#readTogether;
    return pcrs === undefined ? this.selection(bank) : [{ bank, pcrs: [...new Set(pcrs)].sort((a, b) => a - b) }];
  }

  /** Registers that are not what the semantics says, if the machine was ever reset. */
  async mismatches(c: Configuration): Promise<TpmResult<readonly Mismatch[]>> {
    if (c.stores.get(this.layout.machine.term)?.booted !== true) return { ok: true, value: [] };
    const found: Mismatch[] = [];
    for (const bank of allBanks) {
      const reading = await this.#tpm.read(this.selection(bank));
      if (!reading.ok) return reading;
      for (const [register, pcr] of this.layout.registers.entries()) {
        const expected = this.#expected(bank, pcr, valueAt(c, register) as Term);
        const actual = reading.value.values.find((value) => value.pcr === pcr)?.digest;
        if (actual === undefined || Buffer.compare(actual, expected) !== 0)
          found.push({ register, bank, expected, actual });
      }
    }
    return { ok: true, value: found };
  }

  /** The digest that stands for a register's value: the same hashes, of digests. */
  #expected(bank: Bank, pcr: number, value: Term): Uint8Array {
    const { initial, entries } = sequenceOf(this.#world.words, value);
    const isUnset = sameTerm(initial, this.#world.words.unset);
    let digest: Uint8Array = new Uint8Array(digestSize(bank)).fill(isUnset ? 0xff : 0x00);
    // The launch itself is measured into the first of the dynamic registers.
    if (pcr === drtmPcr && !isUnset) digest = digestOf(bank, digest, digestOf(bank, this.#launched));
    for (const entry of entries) digest = digestOf(bank, digest, digestOf(bank, this.layout.measured(entry)));
    return digest;
  }
}
