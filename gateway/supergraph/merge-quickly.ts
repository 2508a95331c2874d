import { mergeSubgraphs } from '@apollo/composition';
import {
  defaultPrintOptions,
  inaccessibleIdentity,
  DirectiveDefinition,
  InputObjectType,
  type NamedType,
  printSchema,
  printTypeDefinitionAndExtensions,
  Schema,
  shallowOrderPrintedDefinitions,
  type Subgraphs,
} from '@apollo/federation-internals';
import { type DefinitionNode, type DocumentNode, Kind, parse } from 'graphql';

// Merging takes less time than validating what is merged, which prints, parses and reads all of it, and once more without
// what only the supergraph has. Most of it is as it was in the last merge.
//
// Assumes that what GraphQL's rules of definitions find in a type depends on its text, on the directives there are, and on
// the names of the other types; and that what was merged refers to no type that is not there, because it refers by object.
// So a type whose text has passed beside the same directives is shown to those rules by its name alone. All else of
// composition reads all. Where it is wrong, a type passes that should not. What does not pass here is composed as
// Apollo does it, which says why.
//
// Assumes too that clients see all of a supergraph in which nothing can be inaccessible, but what its specifications define:
// it stands for the schema of clients then, which is a copy. What specifications define cannot be reached from a query.

/** What subgraphs merge to. */
export interface QuickMerge {
  readonly supergraph: Schema;
  /** As Apollo's `compose` prints it. */
  readonly supergraphSdl: string;
  /** Whether the schema that clients see is valid too: nothing in it needs what is inaccessible. To be asked before the next merge. */
  isShowable(): boolean;
}

/** The texts of one schema that was validated: its directives, and each of its types. */
interface Texts {
  readonly directives: string;
  readonly types: ReadonlyMap<string, string>;
}

/** The texts of types that have passed in the last merge, by the directives beside which they did. */
let passed: ReadonlyMap<string, ReadonlySet<string>> = new Map();

const byName = new Intl.Collator().compare;
const options = shallowOrderPrintedDefinitions(defaultPrintOptions);

/** Merges subgraphs, of which only what has changed since the last merge is validated; null where anything is wrong with them. */
export function mergeQuickly(subgraphs: Subgraphs): QuickMerge | null {
  if (!subgraphs.values().every((subgraph) => subgraph.isFed2Subgraph()) || subgraphs.validate()) return null;
  const validated: Texts[] = [];
  const { supergraph } = validatingChanges(validated, () => leavingClientsOut(() => mergeSubgraphs(subgraphs)));
  const [texts] = validated;
  if (!supergraph || !texts) return null;
  return {
    supergraph,
    supergraphSdl: printed(texts),
    isShowable() {
      if (hidesNothing(supergraph)) supergraph.toAPISchema = () => supergraph;
      const isValid = validatingChanges(validated, () => isShown(supergraph));
      passed = isValid
        ? new Map(validated.map(({ directives, types }) => [directives, new Set(types.values())]))
        : new Map();
      return isValid;
    },
  };
}

function printed({ directives, types }: Texts): string {
  const inOrder = [...types].sort(([one], [other]) => byName(one, other));
  return [directives, ...inOrder.map(([, text]) => text)].join('\n\n');
}

/** Whether nothing can be inaccessible, and nothing but specifications refers to what they define. */
function hidesNothing(supergraph: Schema): boolean {
  const features = [...(supergraph.coreFeatures?.allFeatures() ?? [])];
  if (features.some(({ url }) => url.identity === inaccessibleIdentity)) return false;
  const isOfFeature = (element: NamedType | DirectiveDefinition): boolean =>
    features.some((feature) => feature.isFeatureDefinition(element));
  const isReferredToByFeature = ({ parent }: { readonly parent: unknown }): boolean =>
    (parent instanceof DirectiveDefinition || parent instanceof InputObjectType) && isOfFeature(parent);
  return supergraph
    .types()
    .filter(isOfFeature)
    .every((type) => [...type.referencers()].every(isReferredToByFeature));
}

function isShown(supergraph: Schema): boolean {
  try {
    supergraph.toAPISchema();
    return true;
  } catch {
    return false;
  }
}

/** Shows the rules of definitions only what has not passed yet of what is validated by `work`, and notes it in `validated`. */
function validatingChanges<Outcome>(validated: Texts[], work: () => Outcome): Outcome {
  const whole = Schema.prototype.toAST;
  Schema.prototype.toAST = function (this: Schema): DocumentNode {
    const directives = printSchema(this, { ...options, typeFilter: () => false });
    const types = new Map(
      this.types().map((type) => [type.name, printTypeDefinitionAndExtensions(type, options).join('\n\n')]),
    );
    validated.push({ directives, types });
    const known = passed.get(directives);
    const isKnown = ({ name }: { readonly name: string }): boolean => known?.has(types.get(name) ?? '') === true;
    const named = this.types()
      .filter(isKnown)
      .map(({ astDefinitionKind: kind, name }): DefinitionNode => ({
        kind,
        name: { kind: Kind.NAME, value: name },
      }));
    const changed = this.types()
      .filter((type) => !isKnown(type))
      .map(({ name }) => types.get(name));
    const text = [directives, ...changed].join('\n\n').trim();
    const read = text === '' ? [] : parse(text, { noLocation: true }).definitions;
    return { kind: Kind.DOCUMENT, definitions: [...read, ...named] };
  };
  try {
    return work();
  } finally {
    Schema.prototype.toAST = whole;
  }
}

/** Merges without making the schema that clients see, which the merger makes only to find out whether it can. */
function leavingClientsOut<Outcome>(merge: () => Outcome): Outcome {
  const made = Schema.prototype.toAPISchema;
  Schema.prototype.toAPISchema = function (this: Schema): Schema {
    return this;
  };
  try {
    return merge();
  } finally {
    Schema.prototype.toAPISchema = made;
  }
}
