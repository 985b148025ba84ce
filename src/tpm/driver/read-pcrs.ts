import { ByteWriter } from '../byte-writer.js';
import type { TpmResult } from '../response.js';
import { answered, broken } from '../response.js';
import { type PcrSelection, type PcrValue, readSelection, selected, writeSelection } from '../selection.js';
import type { PcrReading } from '../tpm.js';
import type { Channel } from './channel.js';
import { commandCodes, plainCommand, readResponse } from './command.js';

interface Round extends PcrReading {
  /** What this round read of the selection. */
  readonly selection: PcrSelection;
}

/** How often to begin again when registers change while they are read. */
const mostAttempts = 10;

/**
 * Reads a selection by as many TPM2_PCR_Read as it takes, for one gives at most eight digests. All of them see the same registers: if the
 * update counter moves between two, the reading begins again. (Registers that do not count may still change unseen.)
 */
export async function readPcrs(channel: Channel, selection: PcrSelection): Promise<TpmResult<PcrReading>> {
  for (let attempt = 0; attempt < mostAttempts; attempt++) {
    const reading = await readOnce(channel, selection);
    if (!reading.ok) return reading;
    if (reading.value !== undefined) return answered(reading.value);
  }
  return broken(`the registers changed ${mostAttempts} times while they were read`);
}

/** Reads the selection; undefined if the update counter moved meanwhile. */
async function readOnce(channel: Channel, selection: PcrSelection): Promise<TpmResult<PcrReading | undefined>> {
  const values: PcrValue[] = [];
  let updateCounter: number | undefined;
  let left = selection;
  do {
    const round = await readRound(channel, left);
    if (!round.ok) return round;
    updateCounter ??= round.value.updateCounter;
    if (updateCounter !== round.value.updateCounter) return answered(undefined);
    values.push(...round.value.values);
    // Where nothing was read, the rest is of banks that the TPM does not have.
    if (round.value.values.length === 0) break;
    left = without(left, round.value.selection);
  } while (selected(left).length > 0);
  return answered({ values, updateCounter });
}

async function readRound(channel: Channel, selection: PcrSelection): Promise<TpmResult<Round>> {
  const parameters = new ByteWriter();
  writeSelection(parameters, selection);
  const response = await channel.exchange(plainCommand(commandCodes.pcrRead, parameters.done()));
  if (!response.ok) return response;
  return readResponse(response.value, ({ parameters: reader }) => {
    const updateCounter = reader.u32('the update counter');
    const read = readSelection(reader);
    const at = reader.offset;
    const count = reader.u32('the number of digests');
    const wanted = selected(read);
    if (count !== wanted.length) reader.fail(`${wanted.length} digests`, `${count}`, at);
    const values = wanted.map(({ bank, pcr }) => ({ bank, pcr, digest: reader.sized('a digest', 64) }));
    return { updateCounter, selection: read, values };
  });
}

/** A selection without what was read of it, entry by entry. */
const without = (selection: PcrSelection, read: PcrSelection): PcrSelection =>
  selection.map(({ bank, pcrs }, i) => ({ bank, pcrs: pcrs.filter((pcr) => !read[i]?.pcrs.includes(pcr)) }));
