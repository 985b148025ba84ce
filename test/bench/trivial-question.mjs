/** What no run that needs Z3 can go below: Node starts, z3-solver starts, and answers one question. */
import { init } from 'z3-solver';

const { Z3 } = await init();
const config = Z3.mk_config();
const context = Z3.mk_context(config);
Z3.del_config(config);
const answer = await Z3.eval_smtlib2_string(context, '(declare-const p Bool)(assert (and p (not p)))(check-sat)');
process.stdout.write(answer);
// Its threads would keep the process.
process.exit(answer.trim() === 'unsat' ? 0 : 1);
