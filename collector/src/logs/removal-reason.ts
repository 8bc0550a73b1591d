/** Why lines were removed. */
export const removalReasons = ['age', 'space'] as const
export type RemovalReason = typeof removalReasons[number]
