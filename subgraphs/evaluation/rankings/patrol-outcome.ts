import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { onEvent } from '../../../kit/events/declare-event.js';

/** How a patrol ended, as grid said it (GR-07). Invariant: one for each patrol. */
@Entity({ schema: 'evaluation', tableName: 'patrol_outcomes' })
export class PatrolOutcome {
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  @Property({ type: 'text' })
  number!: string;

  @Property({ type: 'text' })
  regionCode!: string;

  @Property({ type: 'text' })
  gridCode!: string;

  @Property({ type: 'date' })
  plannedFor!: string;

  @Property({ type: 'boolean' })
  isLate!: boolean;
}

/** EV-20: whether patrols were made in time counts for their grid, once for each patrol. */
export const onPatrolFinished = onEvent(
  'PatrolFinished',
  { zh: '巡查完成情况计入网格考核', en: 'whether patrols were made in time counts for their grid' },
  { number: 'text', regionCode: 'text', gridCode: 'text', plannedFor: 'text', late: 'flag' },
  async ({ id, payload }, { session: { manager } }) => {
    const { late: isLate, ...rest } = payload;
    if ((await manager.findOne(PatrolOutcome, { number: rest.number })) !== null) return;
    manager.persist(Object.assign(new PatrolOutcome(), { id, ...rest, isLate }));
    await manager.flush();
  },
);
