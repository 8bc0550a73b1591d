/** Each unit as it is written after its number. */
interface Units { readonly hours: string, readonly minutes: string, readonly seconds: string }

/** A time in its two largest units. It is rounded to whole seconds first, so that “60 s” never appears. */
export const durationText = (given: number, units: Units): string => {
  const seconds = Math.round(given)
  const minutes = Math.floor(seconds / 60)
  if (minutes >= 60) return `${Math.floor(minutes / 60)}${units.hours} ${minutes % 60}${units.minutes}`
  return minutes > 0 ? `${minutes}${units.minutes} ${seconds % 60}${units.seconds}` : `${seconds}${units.seconds}`
}
