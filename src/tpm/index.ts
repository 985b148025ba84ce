/** TPMs, simulated and real, and what they leave behind: registers, quotes and event logs. */

export { algorithmOf, allBanks, type Bank, bankOf, digestOf, digestSize } from './banks.js';
export { describeMalformed, type Malformed, type Parsed } from './bytes.js';
export { connectSwtpm, openTpmDevice, type SwtpmSockets } from './driver/connect.js';
export { startSwtpm } from './driver/start-swtpm.js';
export type { EventLog, LogEvent } from './event-log/event.js';
export { type EventTypeName, eventTypeName, eventTypes } from './event-log/event-types.js';
export { type ReadOptions, readEventLog } from './event-log/read.js';
export { replay } from './event-log/replay.js';
export { hcrtmEvent, measured, type NewEvent, separator, startedAt, writeEventLog } from './event-log/write.js';
export { MachineTpm, type Mismatch } from './machine/follow.js';
export { type Layout, layoutOf, type NoLayout } from './machine/layout.js';
export { PcrBanks } from './pcr-banks.js';
export { type PowerOn, powerOn, resume } from './power.js';
export { type Attest, type ClockInfo, parseAttest } from './quote/attest.js';
export { pcrDigest } from './quote/pcr-digest.js';
export { marshalPcrFile, type PcrFile, parsePcrFile } from './quote/pcr-file.js';
export { type QuoteFiles, quoteFiles, writeQuoteFiles } from './quote/quote-files.js';
export { parseSignature, type Signature } from './quote/signature.js';
export { type TakenQuote, takeQuote } from './quote/take-quote.js';
export {
  describeQuoteFailure,
  type QuoteExpectation,
  type QuoteFailure,
  type QuoteVerdict,
  verifyQuote,
} from './quote/verify-quote.js';
export { drtmPcr, hcrtmPcr, type Locality, localities, type PcrRules, pcrCount, pcrRules } from './registers.js';
export { describeFailure, responseCodes, type TpmFailure, type TpmResult } from './response.js';
export {
  type BankDigest,
  type BankSelection,
  type PcrSelection,
  type PcrValue,
  sameSelection,
  selected,
  showSelection,
} from './selection.js';
export { SimulatedTpm } from './simulated-tpm.js';
export { Simulator, type SimulatorOptions } from './simulator.js';
export type { AttestationKey, PcrReading, Quote, StartupType, Tpm } from './tpm.js';
