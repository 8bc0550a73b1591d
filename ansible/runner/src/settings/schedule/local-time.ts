/** `2026-03-14 22:00` in the server's time zone, as schedules are typed. The Swedish locale has this format. */
export const localTime = (ms: number): string => new Date(ms).toLocaleString('sv-SE', { dateStyle: 'short', timeStyle: 'short' })
