/**
 * An IANA time zone's proper name; undefined for one that this Node does not know, and for an offset such as +09:00, which Alertmanager
 * does not take.
 */
export const knownTimeZone = (written: string): string | undefined => {
  try {
    if (!/^[A-Za-z]/.test(written)) return undefined
    return new Intl.DateTimeFormat('en', { timeZone: written }).resolvedOptions().timeZone
  } catch {
    return undefined
  }
}
