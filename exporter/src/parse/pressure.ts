/** For how long, in microseconds, at least one task (`some`), or all at once (`full`), stood still for want of a resource. */
export interface Pressure {
  readonly some?: number
  readonly full?: number
}

/** Reads a file of /proc/pressure (Documentation/accounting/psi.rst of the kernel). */
export const parsePressure = (text: string): Pressure => {
  const total = (word: string): number | undefined => {
    const match = new RegExp(`^${word} .*total=(\\d+)$`, 'm').exec(text)
    return match === null ? undefined : Number(match[1])
  }
  const [some, full] = [total('some'), total('full')]
  return { ...(some === undefined ? {} : { some }), ...(full === undefined ? {} : { full }) }
}
