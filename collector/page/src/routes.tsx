import type { ComponentChildren } from 'preact'
import { AlertsPage } from './alerts/alerts-page.tsx'
import { AuditPage } from './audit/audit-page.tsx'
import { DevicePage } from './devices/page/device-page.tsx'
import type { Known } from './server/page-props.ts'
import { FleetPage } from './devices/list/fleet-page.tsx'
import { LogsPage } from './logs/logs-page.tsx'
import { ReceiversPage } from './receivers/receivers-page.tsx'
import { SilencesPage } from './alerts/silences/silences-page.tsx'
import { RunPage } from './updates/run-page.tsx'
import { RunsPage } from './updates/runs-page.tsx'
import { alertMessages } from './alerts/messages.ts'
import { frame } from './text/messages.ts'

/** A page below `/admin`. `named`: what its address names, such as a device. */
interface Place {
  readonly path: RegExp
  /** Of the browser's tab. */
  readonly title: (named: string) => string
  readonly draw: (named: string, known: Known) => ComponentChildren
}

const devices: Place = { path: /^\/admin$/, title: () => frame.devices, draw: (_named, known) => <FleetPage {...known} /> }

const places: readonly Place[] = [
  devices,
  { path: /^\/admin\/devices\/([^/]+)$/, title: (id) => id, draw: (id, known) => <DevicePage key={id} id={id} {...known} /> },
  { path: /^\/admin\/alerts$/, title: () => frame.alerts, draw: (_named, known) => <AlertsPage {...known} /> },
  { path: /^\/admin\/alerts\/receivers$/, title: () => alertMessages.tabs.receivers, draw: (_named, known) => <ReceiversPage {...known} /> },
  { path: /^\/admin\/alerts\/silences$/, title: () => alertMessages.tabs.silences, draw: (_named, known) => <SilencesPage {...known} /> },
  { path: /^\/admin\/logs$/, title: () => frame.logs, draw: (_named, { fleet }) => <LogsPage fleet={fleet} /> },
  { path: /^\/admin\/audit$/, title: () => frame.audit, draw: (_named, known) => <AuditPage {...known} /> },
  { path: /^\/admin\/updates$/, title: () => frame.updates, draw: (_named, { fleet }) => <RunsPage clockOffsetMs={fleet.clockOffsetMs} /> },
  { path: /^\/admin\/updates\/([^/]+)$/, title: () => frame.updates, draw: (run, { fleet }) => <RunPage key={run} run={run} fleet={fleet} /> }
]

/** The page at this path of an address. */
export const placeAt = (path: string): { readonly title: string, readonly draw: (known: Known) => ComponentChildren } => {
  const place = places.find((each) => each.path.test(path)) ?? devices
  const named = place.path.exec(path)?.[1] ?? ''
  return { title: place.title(named), draw: (known) => place.draw(named, known) }
}
