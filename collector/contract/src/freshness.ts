/** fresh: heard within three intervals. silent: not heard for its limit. late: between the two. */
export const freshnesses = ['fresh', 'late', 'silent'] as const
export type Freshness = typeof freshnesses[number]

/** The reasons why a device is not fresh, or is fresh but shows nothing. */
export const reasonCodes = [
  'goodbye_poweroff', 'goodbye_reboot', 'goodbye_stopped', 'answers', 'no_answer', 'no_address', 'key_refused', 'report_refused',
  'scrape_failed', 'site_silent',
  'off_hours', 'paused', 'retired', 'revoked', 'never_reported', 'probing', 'clock_untrusted'
] as const
export type ReasonCode = typeof reasonCodes[number]
