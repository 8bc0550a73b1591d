/** The words of a message about alerts; what an alert says of itself stands in its rule. Used in Alertmanager's templates, too. */
export const notificationTextEn = {
  severities: { critical: 'Critical', warning: 'Warning', info: 'Info' },
  resolved: 'Resolved',
  /** Around the severity, and around the site behind a name. */
  brackets: { severity: ['[', '] '], site: [' (', ')'] },
  device: 'Device',
  details: 'Details',
  runbook: 'What to do',
  colon: ': ',
  /** Where a message does not list all its alerts. */
  inAll: (count: string) => `${count} alerts in all; the page shows every one.`,
  test: {
    summary: 'Test: notifications reach this receiver.',
    description: 'This is a test. Nothing is wrong, and nothing needs to be done.'
  }
}

/** The same in another language. */
export type NotificationText = typeof notificationTextEn
