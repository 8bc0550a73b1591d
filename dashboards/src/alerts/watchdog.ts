import type { Alert } from './alert.ts'

export const watchdog: Alert = {
  name: 'Watchdog',
  severity: 'info',
  expr: `
# Always fires: when it stops arriving, alerts no longer arrive.
vector(1)
`
}
