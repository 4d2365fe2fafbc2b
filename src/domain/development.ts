/** What a step of development can be, as the frameworks' catalogue has it. */
export const developmentKinds = ['course', 'coaching', 'assignment'] as const;
export type DevelopmentKind = (typeof developmentKinds)[number];

export const developmentStates = ['planned', 'met', 'not-met', 'cancelled'] as const;
export type DevelopmentState = (typeof developmentStates)[number];

/** Open items one person can have: more is no plan, and would not fit on a screen. */
export const mostPlanned = 12;

/** Items of a unit are counted for HR only when at least this many of its people have some. */
export const leastCounted = 3;
