/** `2026-03-14 22:00` in the server's time zone, in which schedules are typed. Sweden writes it so. */
export const localTime = (ms: number): string => new Date(ms).toLocaleString('sv-SE', { dateStyle: 'short', timeStyle: 'short' })
