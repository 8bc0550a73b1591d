/** Before any device of this kind; ids stay whole numbers of JavaScript until 2089. */
const firstMs = Date.UTC(2020, 0, 1)
/** Ids of one millisecond. If they are used up, the next milliseconds lend theirs. */
export const idsOfMs = 4096

/** The smallest id of lines that happened at `ms`, in Unix milliseconds, or later. */
export const firstIdAt = (ms: number): number => Math.max(0, Math.ceil(ms) - firstMs) * idsOfMs

/** When the line happened, in Unix milliseconds. */
export const msOfId = (id: number): number => Math.floor(id / idsOfMs) + firstMs
