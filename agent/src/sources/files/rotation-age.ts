/** How logrotate(8) names what it sets aside: app.log.2 by its number, app.log-20261128 by its date. */
const numbered = /\.(\d{1,3})$/
const dated = /-(\d{8,14})$/

/**
 * Orders names of what was set aside of one file, the oldest first: numbers count up with age, dates with time. Of names of other forms
 * nothing is known.
 */
export const compareRotations = (one: string, other: string): number => {
  const age = (name: string): number => Number(numbered.exec(name)?.[1] ?? 0) - Number(dated.exec(name)?.[1] ?? 0)
  return age(other) - age(one)
}
