import { registerEnumType } from 'type-graphql';

export enum LimitUnit {
  WORKING_HOUR = 'WORKING_HOUR',
  WORKING_DAY = 'WORKING_DAY',
}
registerEnumType(LimitUnit, {
  name: 'LimitUnit',
  description: '处置时限的单位。 Unit of a limit.',
  valuesConfig: {
    WORKING_HOUR: { description: '工作小时。 Working hours.' },
    WORKING_DAY: { description: '工作日。 Working days.' },
  },
});

/** The smallest and largest limits of a category, bounds included: minutes to accept, units to handle. */
export const limitBounds = { acceptMinutes: { from: 1, to: 1440 }, handleLimit: { from: 1, to: 90 } } as const;
