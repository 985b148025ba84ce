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
      'A quote is a message, its signature, and the key that made it: one of them by itself cannot be verified.',
    example: 'ls2 attest --quote quote.msg --signature quote.sig',
    remedy: 'Give `--quote`, `--signature` and `--key`, all three.',
  },
} as const satisfies Record<string, Entry>;
