/**
 * How a read finds rows whoever asks: for what is counted or must not happen twice, never for what is shown. What an appraisal
 * comes to does not depend on who computes it.
 */
export const everywhere = { filters: { visible: false } } as const;
