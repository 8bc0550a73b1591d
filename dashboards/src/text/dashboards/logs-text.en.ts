/** The texts of the dashboard Logs, in English. */
export const logsTextEn = {
  title: 'Logs',
  description: 'The log lines of all devices: found by text, level, site, device, unit and request ID.',
  sections: { volume: 'How many', lines: 'Lines' },
  variables: { search: 'Contains', level: 'Level', unit: 'Unit', request: 'Request ID' },
  volume: { title: 'Lines by level', description: 'How many of the chosen lines there are. Drag over a burst to see its lines below.' },
  loudest: { title: 'Devices with most lines', description: 'Which devices wrote most of the chosen lines in the shown time.' },
  lines: {
    title: 'Log lines',
    description:
      'The newest first. Click a line for its labels; the link at request_id shows all lines of the same request, of the collector and of devices.'
  }
}

export type LogsText = typeof logsTextEn
