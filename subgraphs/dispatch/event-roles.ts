/** Who takes in and hands out events: of their town, or of the whole county. */
export const dispatchers = ['town_dispatcher', 'county_dispatcher'] as const;

/** Who hands out what a town passed up. */
export const countyDispatchers = ['county_dispatcher', 'commander'] as const;

/** Who may be the handler of an event, for the organisation that leads. */
export const handlers = ['enforcement_officer', 'department_handler', 'bureau_head', 'grid_officer'] as const;

/** Who may be the verifier of an event. */
export const verifiers = [...dispatchers, ...handlers, 'grid_admin'] as const;

/** Who reports what they find themselves. */
export const reporters = [...verifiers, 'citizen'] as const;
