export const languages = ['en', 'ja'] as const
/** The languages in which the API answers, and the page speaks. */
export type Language = typeof languages[number]
