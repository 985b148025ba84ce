import { afterAll, describe, expect, test } from 'vitest';
import { textsUnder } from '../language/texts.js';
import { all, type Edit, put } from './edits.js';
import { closeSolver, type Files, gated, standing } from './standing-of.js';

const proofs = 'proofs/tvp-qt/auto.ls2';
const platform = 'models/tvp-qt/platform.ls2';
const shipped: Files = Object.fromEntries(
  [...textsUnder('models/tvp-qt'), ...textsUnder('proofs/tvp-qt')].map(({ path, text }) => [path, text]),
);

const theoremOf = (name: string): string =>
  new RegExp(`/// [^\\n]*\\ntheorem ${name}\\([^]*?\\n  by auto\\n`).exec(shipped[proofs] ?? '')?.[0] ?? '';

interface Case {
  readonly change: string;
  /** Why the verdict below is right. */
  readonly because: string;
  /** What turns what is shipped into what stood before; nothing, if nothing is said. */
  readonly from?: Edit;
  readonly edit: Edit;
  readonly findings?: readonly string[];
  readonly gains?: readonly string[];
  /** Whether the lock file has to be written anew though nothing is wrong. */
  readonly stale?: true;
}

const noReset = put(platform, '    ∧ ¬Reset(m) on (t_s, t]\n', '');
const extraAssumption = put(
  proofs,
  'theorem T2_auto(m: Host, V: Thread, tb: Time, te: Time)\n',
  'theorem T2_auto(m: Host, V: Thread, tb: Time, te: Time)\n  assume tb < te\n',
);

const harmless: readonly Case[] = [
  {
    change: 'comments, empty lines and another layout',
    because: 'none of these is part of what anything says',
    edit: all(
      put(platform, 'program BIOS(m: Host) {', '\n\n// The BIOS.\nprogram BIOS(m: Host) {\n '),
      put(proofs, '  show MeasuredBoot_SRTM(m, t)\n', '  show\n    MeasuredBoot_SRTM(m, t) // Theorem 1\n'),
    ),
  },
  {
    change: 'other names for the bound variables of a definition, a theorem and a program',
    because: 'a bound variable is known by its place alone',
    edit: all(
      put(platform, 't_vmb', 'last'),
      put(platform, 'b = read m.bios_loc; extend m.pcr.s, b; jump b', 'x = read m.bios_loc; extend m.pcr.s, x; jump x'),
      put(proofs, '∃t. t < te ∧ MeasuredBoot_SRTM(m, t)', '∃seen. seen < te ∧ MeasuredBoot_SRTM(m, seen)'),
    ),
  },
  {
    change: 'declarations in another order',
    because: 'the order of declarations means nothing in the language',
    edit: (files) => {
      const program = 'program OSLoader(m: Host) { v = read m.vmm_loc; extend m.pcr.s, v; jump v }\n';
      const moved = put(platform, program, '')(files);
      return { ...moved, [platform]: `${moved[platform]}\n${program}` };
    },
  },
  {
    change: 'assumptions of a theorem in another order',
    because: 'a theorem holds where all of its assumptions do, whichever is named first',
    edit: put(
      proofs,
      '  assume Honest(AIK(m), {TPM_SRTM(m), TPM_DRTM(m)})\n  assume Protected_SRTM(m)\n',
      '  assume Protected_SRTM(m)\n  assume Honest(AIK(m), {TPM_SRTM(m), TPM_DRTM(m)})\n',
    ),
  },
  {
    change: 'parameters of a theorem in another order, under other names',
    because: 'it is said of all of them, whichever is named first',
    edit: put(
      proofs,
      'theorem T1_auto(m: Host, t: Time)\n  assume Protected_SRTM(m)\n  assume Mem(m.pcr.s, Chain_SRTM(m)) @ t\n  show MeasuredBoot_SRTM(m, t)',
      'theorem T1_auto(u: Time, h: Host)\n  assume Protected_SRTM(h)\n  assume Mem(h.pcr.s, Chain_SRTM(h)) @ u\n  show MeasuredBoot_SRTM(h, u)',
    ),
  },
  {
    change: 'a program that no theorem speaks of',
    because: 'foreign code may do anything already',
    edit: put(platform, '// Figure 6:', 'program Unused(m: Host) { x = new; send x }\n\n// Figure 6:'),
  },
  {
    change: 'an abbreviation of a term written out',
    because: 'the definition of a term stands for the term itself',
    edit: put(
      proofs,
      'assume Mem(m.dpcr.d, Chain_DRTM(m)) @ t',
      'assume Mem(m.dpcr.d, seq(vTPM_Builder_TJP(m), vTPM_VM_Binding_TJP(m), VM_Builder_TJP(m))) @ t',
    ),
  },
];

const better: readonly Case[] = [
  {
    change: 'a theorem more',
    because: 'nothing that was claimed is touched, and the lock file has to name it so that it is guarded',
    edit: (files) => ({
      ...files,
      [proofs]: `${files[proofs]}\n${theoremOf('T1_auto').replace('T1_auto', 'T1_again')}`,
    }),
    gains: ['T1_again is new, and proved'],
    stale: true,
  },
  {
    change: 'a theorem under another name',
    because: 'what it says is word for word the same, so nothing is lost but the name',
    edit: put(proofs, 'theorem T3_auto(', 'theorem Dynamic('),
    gains: ['T3_auto is called Dynamic now'],
    stale: true,
  },
  {
    change: 'an assumption less',
    because: 'the statement without tb < te implies the one with it',
    from: extraAssumption,
    edit: (files) => files,
    gains: ['T2_auto no longer assumes tb < te', 'T2_auto says more than before'],
    stale: true,
  },
  {
    change: 'a definition with a conjunct more that two theorems show',
    because:
      'with "no reset since" the conclusions of T1 and T2 say more; a conjunction implies the one that lacks a part',
    from: noReset,
    edit: (files) => files,
    gains: [
      'T1_auto says more than before (MeasuredBoot_SRTM changed)',
      'T2_auto says more than before (MeasuredBoot_SRTM changed)',
    ],
    stale: true,
  },
  {
    change: 'a definition with two conjuncts in the other order',
    because: 'each order implies the other, so the theorems say the same; the lock file has the old text',
    edit: put(
      platform,
      '    ∧ Reset(m, J) @ t_s\n    ∧ Jump(J, BIOS(m)) @ t_b\n',
      '    ∧ Jump(J, BIOS(m)) @ t_b\n    ∧ Reset(m, J) @ t_s\n',
    ),
    gains: [
      'T1_auto says the same in other words (MeasuredBoot_SRTM changed)',
      'T2_auto says the same in other words (MeasuredBoot_SRTM changed)',
    ],
    stale: true,
  },
];

const harmful: readonly Case[] = [
  {
    change: 'a theorem less',
    because: 'Theorem 3 is not claimed any more',
    edit: put(proofs, theoremOf('T3_auto'), ''),
    findings: ['LS2-1202 T3_auto has gone'],
  },
  {
    change: 'an assumption more, about the honesty of another TPM',
    because:
      'where no VM has an honest vTPM, T2 says nothing any more; the conclusion is the same, so that is all there is to say',
    edit: all(
      put(
        proofs,
        'import "../../models/tvp-qt/platform.ls2"',
        'import "../../models/tvp-qt/platform.ls2"\nimport "../../models/tvp-qt/guest.ls2"',
      ),
      put(
        proofs,
        'theorem T2_auto(m: Host, V: Thread, tb: Time, te: Time)\n',
        'theorem T2_auto(m: Host, vm: Guest, V: Thread, tb: Time, te: Time)\n  assume Honest(vAIK(vm), {vTPM_Quote(vm)})\n',
      ),
    ),
    findings: ['LS2-1207 T2_auto now also assumes Honest(vAIK(vm), {vTPM_Quote(vm)})'],
  },
  {
    change: 'a definition with a conjunct less that two theorems show',
    because: 'without "no reset since" a boot of long ago would do; T3 and T4 are of another definition',
    edit: noReset,
    findings: [
      'LS2-1204 T1_auto says less than before (MeasuredBoot_SRTM changed)',
      'LS2-1204 T2_auto says less than before (MeasuredBoot_SRTM changed)',
    ],
  },
  {
    change: 'a conclusion with ≤ for <',
    because: 't < te implies t ≤ te, and not the other way round: the value may now be that of the very end',
    edit: put(proofs, '∃t. t < te ∧ Mem(m.pcr.s, Chain_SRTM(m)) @ t', '∃t. t ≤ te ∧ Mem(m.pcr.s, Chain_SRTM(m)) @ t'),
    findings: ['LS2-1204 T2_12_auto says less than before'],
  },
  {
    change: 'a definition that an assumption uses, with a conjunct more',
    because: 'who assumes more shows less: T1 and T2 now want the dynamic register locked as well',
    edit: put(
      platform,
      'Reset(m, K) @ t ⊃ IsLocked(m.pcr.s, K) @ t',
      'Reset(m, K) @ t ⊃ IsLocked(m.pcr.s, K) @ t ∧ IsLocked(m.dpcr.d, K) @ t',
    ),
    findings: [
      'LS2-1204 T1_auto says less than before (Protected_SRTM changed)',
      'LS2-1204 T2_auto says less than before (Protected_SRTM changed)',
    ],
  },
  {
    change: 'another set of programs for an honest TPM',
    because:
      'that the TPM runs TPM_SRTM alone is another assumption than that it runs one of two programs, and is assumed in place of it',
    edit: put(
      proofs,
      '  assume Honest(AIK(m), {TPM_SRTM(m), TPM_DRTM(m)})\n  assume Protected_SRTM(m)\n',
      '  assume Honest(AIK(m), {TPM_SRTM(m)})\n  assume Protected_SRTM(m)\n',
    ),
    findings: ['LS2-1207 T2_auto now also assumes Honest(AIK(m), {TPM_SRTM(m)})'],
    gains: ['T2_auto no longer assumes Honest(AIK(m), {TPM_SRTM(m), TPM_DRTM(m)})'],
  },
  {
    change: 'a stage that does not extend the register',
    because:
      'the measurement of OSLoader is missing from the chain, so Theorems 1 and 2 fail; (12) is about what the TPM signs, and holds',
    edit: put(platform, 'o = read m.os_loader_loc; extend m.pcr.s, o; jump o', 'o = read m.os_loader_loc; jump o'),
    findings: [
      'LS2-1203 T1_auto was proved, and is refuted now',
      'LS2-1206 T1_auto is about another BIOS',
      'LS2-1206 T2_12_auto is about another BIOS',
      'LS2-1203 T2_auto was proved, and is refuted now',
      'LS2-1206 T2_auto is about another BIOS',
    ],
  },
  {
    change: 'a quote that is sent twice',
    because:
      'all stays proved, and what the four theorems about quotes call TPM_SRTM is another program; T1 and T3 know of no quotes',
    edit: put(platform, 'r = sign (PCR(s), w), AIK(m)⁻¹; send r }', 'r = sign (PCR(s), w), AIK(m)⁻¹; send r; send r }'),
    findings: ['T2_12_auto', 'T2_auto', 'T4_16_auto', 'T4_auto'].map(
      (name) => `LS2-1206 ${name} is about another TPM_SRTM`,
    ),
  },
  {
    change: 'a machine that starts another program on a late launch',
    because:
      'all theorems are about Hosts, and a Host is another machine now; all stays proved, since this program, too, jumps to what it extends by',
    edit: put(platform, 'on latelaunch run Latelaunch_DRTM(m)', 'on latelaunch run VM_Builder_TJP(m)'),
    findings: ['T1_auto', 'T2_12_auto', 'T2_auto', 'T3_auto', 'T4_16_auto', 'T4_auto'].map(
      (name) => `LS2-1206 ${name} is about another Host`,
    ),
  },
  {
    change: 'a theorem without its proof',
    because: 'what it says is the same, and nothing shows it any more',
    edit: put(proofs, '∃t. t < te ∧ MeasuredBoot_DRTM(m, t)\n  by auto', '∃t. t < te ∧ MeasuredBoot_DRTM(m, t)'),
    findings: ['LS2-1203 T4_auto was proved, and is unknown now: it has none'],
  },
  {
    change: 'a conclusion about the other register',
    because:
      'what the dynamic chain shows implies nothing of the static one, nor the other way round; and it does not follow from these assumptions',
    edit: put(
      proofs,
      '  assume Protected_SRTM(m)\n  assume Mem(m.pcr.s, Chain_SRTM(m)) @ t\n  show MeasuredBoot_SRTM(m, t)',
      '  assume Protected_SRTM(m)\n  assume Mem(m.pcr.s, Chain_SRTM(m)) @ t\n  show MeasuredBoot_DRTM(m, t)',
    ),
    findings: [
      'LS2-1203 T1_auto was proved, and is refuted now',
      'LS2-1204 T1_auto says something else than before: z3 finds that the one does not follow from the other',
    ],
  },
  {
    change: 'another PCR for a register',
    because: 'all stays proved, and is said of machines that measure into another register',
    edit: put(platform, 'm.pcr.s is PCR 8', 'm.pcr.s is PCR 9'),
    findings: [
      'LS2-1215 Host is set up otherwise; T1_auto, T2_12_auto, T2_auto, T3_auto, T4_16_auto and T4_auto are about it',
    ],
  },
  {
    change: 'a program under another name, everywhere',
    because:
      'what was said of vTPM_Builder_TJP cannot be said of what there is now, so nobody can tell whether the dynamic chain still is what it was',
    edit: put(platform, 'vTPM_Builder_TJP', 'Builder_TJP'),
    findings: [
      'LS2-1215 Host is set up otherwise; T1_auto, T2_12_auto, T2_auto, T3_auto, T4_16_auto and T4_auto are about it',
      'LS2-1205 T3_auto says something else (MeasuredBoot_DRTM changed), and whether that is less cannot be told',
      'LS2-1207 T3_auto now also assumes Mem(m.dpcr.d, seq(Builder_TJP(m), vTPM_VM_Binding_TJP(m), VM_Builder_TJP(m))) @ t',
      'LS2-1205 T4_16_auto says something else, and whether that is less cannot be told',
      'LS2-1206 T4_16_auto is about another Verifier_DRTM',
      'LS2-1205 T4_auto says something else (MeasuredBoot_DRTM changed), and whether that is less cannot be told',
      'LS2-1206 T4_auto is about another Verifier_DRTM',
    ],
    gains: [
      'T3_auto no longer assumes Mem(m.dpcr.d, seq(vTPM_Builder_TJP(m), vTPM_VM_Binding_TJP(m), VM_Builder_TJP(m))) @ t',
    ],
  },
];

describe('a change to TVP-QT', () => {
  afterAll(closeSolver);
  const unchanged = standing(shipped, [proofs]);

  test.each([...harmless, ...better, ...harmful])(
    '$change: $because',
    async ({ from, edit, findings = [], gains = [], stale = false }) => {
      const [old, fresh] = [from === undefined ? shipped : from(shipped), edit(shipped)];
      const before = from === undefined ? await unchanged : await standing(old, [proofs]);
      const compared = await gated(before, await standing(fresh, [proofs]), fresh);
      const said = compared.findings.map(({ code, message }) => `${code} ${message}`);
      // What follows a message's colon is in the prover's words, and held by its own tests.
      const shortened = said.map((text, i) => text.slice(0, findings[i]?.length ?? text.length));
      expect(shortened).toEqual(findings);
      expect(compared.gains.map(({ message }) => message)).toEqual(gains);
      expect(compared.stale.length > 0).toBe(stale || findings.length > 0);
    },
  );
});
