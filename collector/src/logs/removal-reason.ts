/** The reasons for removing lines. */
export const removalReasons = ['age', 'space'] as const
export type RemovalReason = typeof removalReasons[number]
