import type { Alert } from './alert.ts'

export const watchdog: Alert = {
  name: 'Watchdog',
  severity: 'info',
  expr: `
# Always fires: whoever stops receiving it knows that the alerts no longer arrive.
vector(1)
`
}
