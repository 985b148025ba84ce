import type { Entry } from './entry.js';

/** LS2-15xx: what machines show of their boots, read from files. */
export const evidence = {
  'LS2-1501': {
    title: 'event log that cannot be read',
    explanation:
      'An event log is what firmware leaves behind (`/sys/kernel/security/tpm0/binary_bios_measurements`), of TCG 1.2 or crypto-agile, to its last byte; a CCEL table may be ' +
      'filled up with zeros or ones. The message says at which byte it is no longer one.',
    example: 'bogus event log, which is a text and none',
    remedy: 'Copy the whole file again, as binary; of a table that is filled up, nothing has to be cut off.',
  },
  'LS2-1502': {
    title: 'IMA log that cannot be read',
    explanation:
      'An IMA log is `binary_runtime_measurements` or `ascii_runtime_measurements` of /sys/kernel/security/ima, to its last byte. The message says at which byte or line it is no longer ' +
      'one.',
    example: '10 1234 ima-ng sha256:00 /init\n',
    remedy:
      'Copy the whole file again. A template of one’s own has to be a list of the kernel’s fields, as `d-ng|n-ng`.',
  },
  'LS2-1503': {
    title: 'values of registers that cannot be read',
    explanation:
      'Values of registers are what `tpm2_pcrread` prints, lines of a bank, a number and a value, an object of banks in JSON, or the file of `tpm2_quote -o`.',
    example: 'sha256:\n  0 : 0x1234\n',
    remedy: 'Write them anew: `tpm2_pcrread sha256 > pcrs.txt`.',
  },
  'LS2-1504': {
    title: 'key that cannot be read',
    explanation:
      'A public key is PEM, a JWK, a certificate, SubjectPublicKeyInfo in DER, or a TPM’s public area (TPMT_PUBLIC, or TPM2B_PUBLIC as `tpm2_createak -u` writes it): RSA, P-256, P-384 or P-521.',
    example: '{"kty":"oct","k":"AA"}',
    remedy: 'Export it as PEM: `tpm2_readpublic -c ak.ctx -f pem -o ak.pem`.',
  },
  'LS2-1505': {
    title: 'evidence that is not all there',
    explanation:
      'A quote is a message, its signature, and the key that made it: one of them by itself cannot be verified. Nothing is wrong with what is there, so that the exit code is 4.',
    example: 'ls2 attest --quote quote.msg --signature quote.sig',
    remedy: 'Give `--quote`, `--signature` and `--key`, all three.',
  },
  'LS2-1511': {
    title: 'certificate that cannot be read',
    explanation:
      'A certificate is X.509 in PEM (several may stand in a file) or DER, to its last byte, with lengths as short as they can be, and each extension once.',
    example: '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n',
    remedy: 'Write it anew: `openssl x509 -in FILE -out FILE.pem`.',
  },
  'LS2-1512': {
    title: 'list of revoked certificates that cannot be read',
    explanation: 'A list of revoked certificates is an X.509 CRL in PEM or DER, to its last byte.',
    example: '-----BEGIN X509 CRL-----\nMIIB\n-----END X509 CRL-----\n',
    remedy: 'Write it anew: `openssl crl -in FILE -out FILE.pem`.',
  },
  'LS2-1506': {
    title: 'platform without a machine and its theorems',
    explanation:
      'A platform has one parameter, a machine of a declared kind, and names the theorems of which evidence of such a machine is to be an instance, the one that is wished for most first.',
    example:
      'machine Host(m) { memory bios; pcr s; on reset run SRTM(m) }\nprogram SRTM(m: Host) { … }\nplatform Lab(m: Host) concludes ONE { SRTM(m) is any }',
    remedy: 'Write `platform NAME(m: KIND) concludes THEOREM { … }`, and import the file of the theorem.',
  },
  'LS2-1507': {
    title: 'reference that cannot be read',
    explanation:
      'What is good for a term is a `file` to hash, a PE `image` (its Authenticode digest), a `list` of digests, a `text` or `bytes` to hash, a `digest` with its bank, or `any`, which checks nothing. ' +
      'A term, or a term on a register, stands once.',
    example:
      'machine Host(m) { memory bios; pcr s }\nprogram BIOS(m: Host) { … }\ntheorem T(m: Host) assume Host(m) show Host(m) by auto\nplatform Lab(m: Host) concludes T { BIOS(m) is digest "sha256:00" }',
    remedy: 'Write `TERM is digest "sha256:…"`, or another of those; several with commas.',
  },
  'LS2-1508': {
    title: 'platform that does not fit its theorems',
    explanation:
      'Evidence is an instance of a theorem about one machine that asks of registers what they hold, by premises `Mem(m.pcr.r, seq(…)) @ t` or by a program that verifies a quote and matches it. ' +
      'The setup says which PCRs those registers are, and the platform what is good for each term of their sequences, and for no other. A platform that checks nothing is none.',
    example:
      'machine Host(m) { memory bios; pcr s }\nprogram BIOS(m: Host) { … }\ntheorem T(m: Host) assume Host(m) show Host(m) by auto\nplatform Lab(m: Host) concludes T { BIOS(m) is text "a" }',
    remedy:
      'Add what the message misses; `TERM is any` says that whatever was measured will do, and becomes an assumption of the verdict.',
  },
  'LS2-1509': {
    title: 'terms that are measured alike',
    explanation:
      'Different terms are different things to a proof. Where both have one digest, a register’s value says neither of them.',
    example:
      'machine Host(m) { memory bios; pcr s }\nprogram BIOS(m: Host) { … }\nconstant mark: Term\nsetup Host(m) { m.pcr.s is PCR 4 }\n' +
      'theorem T(m: Host, t: Time) assume Mem(m.pcr.s, seq(mark, BIOS(m))) @ t show Host(m) by auto\nplatform Lab(m: Host) concludes T { BIOS(m) is text "a"; mark is text "a" }',
    remedy: 'Let the model have one term for both, in both places.',
  },
  'LS2-1510': {
    title: 'file of a platform that cannot be referred to',
    explanation:
      'What a platform calls good is looked up when evidence is judged: the file has to be there, an `image` to be a PE file, and each line of a `list` to begin with a digest.',
    example:
      'machine Host(m) { memory bios; pcr s }\nprogram BIOS(m: Host) { … }\ntheorem T(m: Host) assume Host(m) show Host(m) by auto\nplatform Lab(m: Host) concludes T { BIOS(m) is file "nowhere.bin" }',
    remedy: 'Paths are relative to the platform’s file. Where the file itself is not at hand, give its `digest`.',
  },
} as const satisfies Record<string, Entry>;
