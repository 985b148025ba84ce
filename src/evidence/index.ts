/**
 * What real machines show of their boots: readers of event logs, IMA logs, registers, quotes and keys, and what all of it comes to. Knows no terminal and no file:
 * bytes in, values out; what is malformed comes back as a value, with its offset.
 */
export { describeMalformed, type Malformed, type Parsed } from '../tpm/bytes.js';
export type { EventLog, LogEvent } from '../tpm/event-log/event.js';
export { eventTypeName } from '../tpm/event-log/event-types.js';
export { readEventLog } from '../tpm/event-log/read.js';
export { replay } from '../tpm/event-log/replay.js';
export { type JudgedCertificate, judgedCertificate, type KeyCertificates } from './certificates/attestation.js';
export type { Certificate } from './certificates/certificate.js';
export { type ChainFrom, type ChainVerdict, verifyChain } from './certificates/chain.js';
export { type ChainFailure, type ChainFault, chainFailureText } from './certificates/fault.js';
export { readCertificates, readRevocationLists } from './certificates/read-pem.js';
export type { RevocationList } from './certificates/revocation-list.js';
export { type Binding, bindingOf } from './event/binding.js';
export { decodeEvent } from './event/decode.js';
export type { Decoded, VariableValue } from './event/decoded.js';
export { type Finding, type FindingKind, findingText } from './finding.js';
export { type ParsedLines, readAsciiIma } from './ima/ascii.js';
export { readBinaryIma } from './ima/binary.js';
export type { ImaEntry, ImaFields, ImaLog } from './ima/entry.js';
export { type ImaExtension, imaExtension, replayIma } from './ima/replay.js';
export {
  type Evidence,
  type Judged,
  type JudgedEvent,
  type JudgedRegister,
  judge,
} from './judge.js';
export { type KeyAttributes, type PublicArea, readPublicArea } from './keys/public-area.js';
export { type KeyReading, type ReadKey, readKey } from './keys/read-key.js';
export { attestMessage } from './quote/attest-message.js';
export type { EvidenceQuote, JudgedQuote } from './quote/judged-quote.js';
export { type RegistersReading, readRegisters } from './registers/read-registers.js';
