/** What makes upper and lower case alike, full-width letters too: text is looked for, and what was found is marked, in the folded form of both. */
export const fold = (text: string): string => text.toLowerCase()
