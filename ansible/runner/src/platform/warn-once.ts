/** Warns about the first reason only, in a message made from it. */
export const warnOnce = (warn: (message: string) => void, format: (reason: string) => string): (reason: string) => void => {
  let hasWarned = false
  return (reason) => {
    if (!hasWarned) warn(format(reason))
    hasWarned = true
  }
}
