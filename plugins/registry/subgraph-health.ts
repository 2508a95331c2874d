import { Ctx, Field, FieldResolver, ID, ObjectType, registerEnumType, Resolver, Root } from 'type-graphql';
import type { Ailment, DockedHealth } from '../../kit/docking/dock.js';
import type { Context } from '../../kit/module/context.js';
import type { Bilingual } from '../../kit/module/fault.js';
import { DateTime } from '../../kit/module/scalars.js';
import { sufferingUses } from './suffering-uses.js';

enum HealthState {
  WELL = 'WELL',
  QUARANTINED = 'QUARANTINED',
}
registerEnumType(HealthState, {
  name: 'SubgraphHealthState',
  description: '接入子图的运行状态。 Whether a docked subgraph is asked.',
  valuesConfig: {
    WELL: { description: '正常。 It is asked as any other.' },
    QUARANTINED: { description: '已隔离:字段为空,暂不调用。 It is not asked, and its fields are null.' },
  },
});

const causes: Readonly<Record<Ailment, Ailment>> = { AWAY: 'AWAY', DRIFTED: 'DRIFTED', BUDGET: 'BUDGET' };
registerEnumType(causes, {
  name: 'SubgraphAilment',
  description: '隔离原因。 Why a subgraph is in quarantine.',
  valuesConfig: {
    AWAY: { description: '没有可用的应答。 It gives no usable answer.' },
    DRIFTED: { description: '不再提供在用版本的 SDL。 It no longer serves the schema of the version in use.' },
    BUDGET: { description: '调用持续失败。 Its calls kept failing.' },
  },
});

/** An operation that suffers. */
@ObjectType({ description: '受影响的在用操作。 An operation that clients run and that suffers.' })
export class SufferingOperation {
  @Field(() => ID, { description: '文档摘要(SHA-256)。 Digest of its document.' })
  digest!: string;

  @Field(() => String, { nullable: true, description: '操作名。 Its name.' })
  name!: string | null;

  @Field(() => [String], { description: '使用它的客户端。 The clients that run it.' })
  clients!: readonly string[];
}

/** How the portal that answers finds a subgraph. */
@ObjectType({
  description:
    '接入子图的健康状况:只是应答本次请求的门户副本的所见,其他副本可能不同。 How the portal that answers finds a subgraph; another replica may find it otherwise.',
})
export class SubgraphHealth {
  @Field(() => HealthState, { description: '状态。 State.' })
  state!: HealthState;

  @Field(() => DateTime, { description: '自何时起如此。 Since when it is so.' })
  since!: Date;

  @Field(() => causes, { nullable: true, description: '隔离原因。 Why it is in quarantine.' })
  why!: Ailment | null;

  subgraph!: string;
  sentence!: Bilingual | null;
}

/** A subgraph's health as the graph shows it. */
export function healthOf(subgraph: string, { ailment, since }: DockedHealth): SubgraphHealth {
  return Object.assign(new SubgraphHealth(), {
    subgraph,
    since,
    state: ailment === null ? HealthState.WELL : HealthState.QUARANTINED,
    why: ailment?.why ?? null,
    sentence: ailment?.sentence ?? null,
  });
}

@Resolver(() => SubgraphHealth)
export class SubgraphHealthResolver {
  @FieldResolver(() => String, { nullable: true, description: '隔离原因的说明。 The same as a sentence.' })
  message(@Root() { sentence }: SubgraphHealth, @Ctx() { language }: Context): string | null {
    return sentence?.[language] ?? null;
  }

  @FieldResolver(() => [SufferingOperation], {
    description:
      '隔离期间受影响的在用操作(只由该子图提供字段的)。 While it is in quarantine: the operations that ask for a field which it alone resolves.',
  })
  async operations(
    @Root() { subgraph, why }: SubgraphHealth,
    @Ctx() context: Context,
  ): Promise<readonly SufferingOperation[]> {
    return why === null ? [] : sufferingUses(context, subgraph);
  }
}
