import { aroundLiteral } from '../../facts/handed-to.ts';
import { memberOf } from '../../facts/member-of.ts';
import { withoutCast } from '../../facts/cast.ts';
import type { E, F, ModuleFacts, Path } from '../../vocabulary/ir.ts';
import type { ModuleId } from '../../vocabulary/value.ts';
import { isDecorator } from '../link/decorators.ts';
import type { Link } from '../link/link.ts';
import { methodOf } from '../queries/reach.ts';

const NEST = /^@nestjs\/(?:common|platform-express|platform-fastify)$|^@nest-lab\/fastify-multer$/;
const GIVEN: ReadonlySet<string> = new Set(['UploadedFiles']);
const INTERCEPTS: ReadonlySet<string> = new Set(['UseInterceptors']);
const INTERCEPTORS: ReadonlySet<string> = new Set(['FilesInterceptor', 'FileFieldsInterceptor']);

/** Whether an expression is a small number in the code. */
type IsSmall = (e: E) => boolean;

/**
 * Whether the part of a parameter that `path` leads to holds the files of a request, as many as what receives them lets through:
 * https://docs.nestjs.com/techniques/file-upload · https://github.com/expressjs/multer#arrayfieldname-maxcount
 */
export function isUploadShort(link: Link, m: ModuleId, f: F, param: number, [step]: Path, isSmall: IsSmall): boolean {
  const facts = link.facts(m)!;
  if (facts.fns[f]!.params[param]?.decorators?.some(e => isDecorator(link, m, e, NEST, GIVEN) || isOwn(link, m, e))) {
    const decorators = memberOf(facts, f)?.member.decorators ?? [];
    return decorators.some(e => isDecorator(link, m, e, NEST, INTERCEPTS) && argsOf(facts, e).some(each => isDecorator(link, m, each, NEST, INTERCEPTORS) && isLimited(facts, each, isSmall)));
  }
  // `router.post('/', upload.array('files', 5), async (req, res) => …)`
  return step === 'files' && argsOf(facts, aroundLiteral(facts, f)?.around ?? -1).some(each => RECEIVES.has(nameOf(facts, each) ?? '') && isLimited(facts, each, isSmall));
}

/** A decorator of the program: beside an interceptor of files it hands them on, checked or stored. */
function isOwn(link: Link, m: ModuleId, e: E): boolean {
  const expr = link.facts(m)!.exprs[e]!;
  return link.valueOf(m, expr.k === 'call' ? expr.callee : e).k !== 'external';
}

/** Methods of multer that receive several files. */
const RECEIVES: ReadonlySet<string> = new Set(['array', 'fields']);

/** `FilesInterceptor('files', 5)`, `FileFieldsInterceptor([{ name: 'files', maxCount: 5 }])`. */
function isLimited(facts: ModuleFacts, e: E, isSmall: IsSmall): boolean {
  const [first, second] = argsOf(facts, e);
  const fields = first === undefined ? undefined : facts.exprs[withoutCast(facts, first)]!;
  if (fields?.k !== 'array') return second !== undefined && isSmall(second);
  return fields.items.length > 0 && fields.items.every(item => {
    const field = facts.exprs[item.e]!;
    const most = field.k === 'object' ? field.props.find(({ name }) => name === 'maxCount') : undefined;
    return most !== undefined && isSmall(most.value);
  });
}

function argsOf(facts: ModuleFacts, e: E): readonly E[] {
  const call = facts.exprs[e];
  return call?.k === 'call' ? call.args.map(arg => arg.e) : [];
}

function nameOf(facts: ModuleFacts, e: E): string | undefined {
  const call = facts.exprs[e]!;
  return call.k === 'call' ? methodOf(facts, call.callee) : undefined;
}
