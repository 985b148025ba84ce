/** TPMs, simulated and real, and what they leave behind: registers, quotes and event logs. */

export { allBanks, type Bank, digestOf } from './banks.js';
export type { Malformed, Parsed } from './bytes.js';
export type { SwtpmSockets } from './driver/connect.js';
export { startSwtpm } from './driver/start-swtpm.js';
export type { EventLog, LogEvent } from './event-log/event.js';
export type { EventTypeName } from './event-log/event-types.js';
export { type ReadOptions, readEventLog } from './event-log/read.js';
export { replay } from './event-log/replay.js';
export { type NewEvent, writeEventLog } from './event-log/write.js';
export { MachineTpm, type Mismatch } from './machine/follow.js';
export { type Layout, layoutOf, type NoLayout } from './machine/layout.js';
export { PcrBanks } from './pcr-banks.js';
export type { PowerOn } from './power.js';
export { type Attest, type ClockInfo, parseAttest } from './quote/attest.js';
export type { PcrFile } from './quote/pcr-file.js';
export { type QuoteFiles, quoteFiles } from './quote/quote-files.js';
export type { Signature } from './quote/signature.js';
export { type TakenQuote, takeQuote } from './quote/take-quote.js';
export type { QuoteExpectation, QuoteFailure, QuoteVerdict } from './quote/verify-quote.js';
export type { Locality, PcrRules } from './registers.js';
export { describeFailure, type TpmFailure, type TpmResult } from './response.js';
export type { BankDigest, BankSelection, PcrSelection, PcrValue } from './selection.js';
export { Simulator, type SimulatorOptions } from './simulator.js';
export type { AttestationKey, PcrReading, Quote, StartupType, Tpm } from './tpm.js';
