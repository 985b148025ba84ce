import { algorithmOf } from '../banks.js';
import { ByteWriter } from '../byte-writer.js';
import {
  attestationKeyArea,
  endorsement,
  nameOf,
  qualifiedNameOf,
  readAttestationKeyArea,
} from '../quote/public-area.js';
import type { Locality } from '../registers.js';
import type { TpmResult } from '../response.js';
import { type BankDigest, demandSizes, type PcrSelection, writeSelection } from '../selection.js';
import type { AttestationKey, PcrReading, Quote, StartupType, Tpm } from '../tpm.js';
import type { Channel } from './channel.js';
import { authorizedCommand, commandCodes, plainCommand, type ResponseBody, readResponse } from './command.js';
import type { Control } from './control.js';
import { readPcrs } from './read-pcrs.js';

const startupTypes: Readonly<Record<StartupType, number>> = { clear: 0x0000, state: 0x0001 };
const nullAlgorithm = 0x0010;
const empty = new Uint8Array();
const nothing = (): undefined => undefined;

/** A TPM 2.0 behind a channel: marshals commands and reads their responses (TCG TPM 2.0 Library, Part 3). */
export class TpmClient implements Tpm {
  readonly #channel: Channel;
  readonly #control: Control;
  readonly #onClose: () => Promise<void>;

  constructor(channel: Channel, control: Control, onClose: () => Promise<void> = () => Promise.resolve()) {
    this.#channel = channel;
    this.#control = control;
    this.#onClose = onClose;
  }

  powerCycle(): Promise<TpmResult> {
    return this.#control.powerCycle();
  }

  setLocality(locality: Locality): Promise<TpmResult> {
    return this.#control.setLocality(locality);
  }

  launch(data: Uint8Array): Promise<TpmResult> {
    return this.#control.launch(data);
  }

  startup(type: StartupType): Promise<TpmResult> {
    return this.#plain(commandCodes.startup, new ByteWriter().u16(startupTypes[type]));
  }

  shutdown(type: StartupType): Promise<TpmResult> {
    return this.#plain(commandCodes.shutdown, new ByteWriter().u16(startupTypes[type]));
  }

  async extend(pcr: number, digests: readonly BankDigest[]): Promise<TpmResult> {
    demandSizes(digests);
    const parameters = new ByteWriter().u32(digests.length);
    for (const { bank, digest } of digests) parameters.u16(algorithmOf(bank)).bytes(digest);
    return await this.#ask(authorizedCommand(commandCodes.pcrExtend, pcr, parameters.done()), nothing);
  }

  reset(pcr: number): Promise<TpmResult> {
    return this.#ask(authorizedCommand(commandCodes.pcrReset, pcr), nothing);
  }

  read(selection: PcrSelection): Promise<TpmResult<PcrReading>> {
    return readPcrs(this.#channel, selection);
  }

  createAttestationKey(): Promise<TpmResult<AttestationKey>> {
    const sensitive = new ByteWriter().sized(empty).sized(empty).done();
    const parameters = new ByteWriter()
      .sized(sensitive)
      .sized(attestationKeyArea())
      .sized(empty) // outsideInfo
      .u32(0); // creationPCR
    return this.#ask(
      authorizedCommand(commandCodes.createPrimary, endorsement, parameters.done()),
      ({ handle, parameters: reader, size }) => {
        const start = reader.offset;
        const areaSize = reader.u16('the size of the public area');
        const { publicKey, area } = readAttestationKeyArea(reader);
        if (area.length !== areaSize) reader.fail(`a public area of ${areaSize} bytes`, `${area.length}`, start);
        reader.bytes(size - (reader.offset - start), 'the creation data and the name');
        return { handle, publicKey, qualifiedName: qualifiedNameOf(endorsement, nameOf(area)) };
      },
      { returnsHandle: true },
    );
  }

  async quote(key: AttestationKey, selection: PcrSelection, nonce: Uint8Array): Promise<TpmResult<Quote>> {
    const parameters = new ByteWriter().sized(nonce).u16(nullAlgorithm);
    writeSelection(parameters, selection);
    return await this.#ask(
      authorizedCommand(commandCodes.quote, key.handle, parameters.done()),
      ({ parameters: reader, size }) => {
        const message = reader.sized('the attestation');
        const signature = reader.bytes(size - message.length - 2, 'the signature');
        return { message, signature };
      },
    );
  }

  flush(key: AttestationKey): Promise<TpmResult> {
    return this.#plain(commandCodes.flushContext, new ByteWriter().u32(key.handle));
  }

  async close(): Promise<void> {
    await Promise.all([this.#channel.close(), this.#control.close()]);
    await this.#onClose();
  }

  #plain(code: number, parameters: ByteWriter): Promise<TpmResult> {
    return this.#ask(plainCommand(code, parameters.done()), nothing);
  }

  async #ask<T>(
    command: Uint8Array,
    read: (body: ResponseBody) => T,
    options: { readonly returnsHandle?: boolean } = {},
  ): Promise<TpmResult<T>> {
    const response = await this.#channel.exchange(command);
    return response.ok ? readResponse(response.value, read, options) : response;
  }
}
