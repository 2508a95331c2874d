import { MapperKind, mapSchema } from '@graphql-tools/utils';
import { defaultFieldResolver, type GraphQLFieldConfig, type GraphQLResolveInfo, type GraphQLSchema } from 'graphql';
import type { Context } from '../../kit/module/context.js';
import { type CallerPolicy, passes, type Rule, rulesOf } from '../supergraph/rules.js';
import { refusedByRule } from './authorise.js';

type Field = GraphQLFieldConfig<unknown, Context>;

/**
 * A subgraph's schema whose fields ask the rules of the subgraph's own SDL before they resolve: for a module that is a server
 * of its own, which any router may ask. Behind the portal they find nothing more to refuse. A field that is refused is null,
 * with Fault FORBIDDEN or UNAUTHENTICATED, reason RULE; a policy that the module does not bring itself refuses.
 */
export function guardedSchema(
  { schema, sdl }: { readonly schema: GraphQLSchema; readonly sdl: string },
  policies: ReadonlyMap<string, CallerPolicy>,
): GraphQLSchema {
  const { all, types, fields } = rulesOf(sdl);
  return mapSchema(schema, {
    [MapperKind.OBJECT_FIELD]: (field: Field, name: string, type: string) => {
      // Entities come by reference too, where no field returns them.
      const numbers = new Set([...(types.get(type) ?? []), ...(fields.get(`${type}.${name}`) ?? [])]);
      const rules = all.filter(({ number }) => numbers.has(number));
      return rules.length === 0 ? undefined : guarded(field, rules, policies);
    },
  });
}

function guarded(field: Field, rules: readonly Rule[], policies: ReadonlyMap<string, CallerPolicy>): Field {
  const { resolve = defaultFieldResolver, subscribe } = field;
  const require = ({ caller }: Context, { path }: GraphQLResolveInfo): void => {
    const failed = rules.find((rule) => !passes(rule, policies, caller));
    if (failed) throw refusedByRule(String(path.key), failed, caller.kind !== 'anonymous');
  };
  return {
    ...field,
    resolve: (source, given, context, info) => {
      require(context, info);
      return resolve(source, given, context, info);
    },
    subscribe:
      subscribe &&
      ((source, given, context, info) => {
        require(context, info);
        return subscribe(source, given, context, info);
      }),
  };
}
