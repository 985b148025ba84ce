/** Response codes of TPM commands that this project meets (TCG TPM 2.0 Library, Part 2, section 6.6). */
export const responseCodes = Object.freeze({
  /** The first command after power on was not Startup, or Startup came again. */
  TPM_RC_INITIALIZE: 0x100,
  /** The command is not allowed from the locality it came from. */
  TPM_RC_LOCALITY: 0x907,
  /** No room for another loaded key. */
  TPM_RC_OBJECT_MEMORY: 0x902,
  /** The first handle names a key that is not loaded. */
  TPM_RC_REFERENCE_H0: 0x910,
  /** The first handle is none that the command takes (TPM_RC_VALUE). */
  TPM_RC_VALUE_HANDLE_1: 0x184,
  /** The first parameter has a value that it may not have (TPM_RC_VALUE), such as Startup(STATE) without Shutdown(STATE). */
  TPM_RC_VALUE_PARAMETER_1: 0x1c4,
  /** The first parameter is a handle that stands for nothing (TPM_RC_HANDLE). */
  TPM_RC_HANDLE_PARAMETER_1: 0x1cb,
  /** The first parameter is too long (TPM_RC_SIZE). */
  TPM_RC_SIZE_PARAMETER_1: 0x1d5,
  /** The third parameter is too long (TPM_RC_SIZE). */
  TPM_RC_SIZE_PARAMETER_3: 0x3d5,
});

/** Why a TPM did not do what it was asked. */
export type TpmFailure =
  /** The TPM answered with a response code other than success. */
  | { readonly kind: 'response'; readonly code: number }
  /** No TPM of this kind can do this, such as a power cycle of a real device by a program. */
  | { readonly kind: 'impossible'; readonly why: string }
  /** There was no answer, or one that makes no sense: the TPM or the way to it is broken. */
  | { readonly kind: 'broken'; readonly why: string };

/** What a TPM answered: a value, or why there is none. */
export type TpmResult<T = undefined> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly failure: TpmFailure };

export const done: TpmResult = Object.freeze({ ok: true, value: undefined });

export const answered = <T>(value: T): TpmResult<T> => ({ ok: true, value });

export type Failed = { readonly ok: false; readonly failure: TpmFailure };

/** The TPM refused with this code. */
export const refused = (code: number): Failed => ({ ok: false, failure: { kind: 'response', code } });

export const impossible = (why: string): Failed => ({ ok: false, failure: { kind: 'impossible', why } });

export const broken = (why: string): Failed => ({ ok: false, failure: { kind: 'broken', why } });

/** A failure in one line, a response code with its name where it is known here. */
export function describeFailure(failure: TpmFailure): string {
  switch (failure.kind) {
    case 'response': {
      const name = Object.entries(responseCodes).find(([, code]) => code === failure.code)?.[0];
      return `the TPM answered 0x${failure.code.toString(16).padStart(3, '0')}${name === undefined ? '' : ` (${name})`}`;
    }
    case 'impossible':
    case 'broken':
      return failure.why;
  }
}
