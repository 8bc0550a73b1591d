import type { ComponentChildren } from 'preact'
import { AlertsPage } from './alerts/alerts-page.tsx'
import { alertMessages } from './alerts/messages.ts'
import { SilencesPage } from './alerts/silences/silences-page.tsx'
import { AuditPage } from './audit/audit-page.tsx'
import { ContentPage } from './content/content-page.tsx'
import { contentMessages } from './content/messages.ts'
import { PublishPage } from './content/publish/publish-page.tsx'
import { SetPage } from './content/set-page.tsx'
import { FleetPage } from './devices/list/fleet-page.tsx'
import { DevicePage } from './devices/page/device-page.tsx'
import { LogsPage } from './logs/logs-page.tsx'
import { ReceiversPage } from './receivers/receivers-page.tsx'
import type { PageProps } from './server/index.ts'
import { frame } from './text/index.ts'
import { RunPage } from './updates/run-page.tsx'
import { RunsPage } from './updates/runs-page.tsx'

/** A page below `/admin`. `named`: the subject in its address, such as a device. */
interface Route {
  readonly path: RegExp
  /** For the browser's tab. */
  readonly title: (named: string) => string
  readonly draw: (named: string, props: PageProps) => ComponentChildren
}

const devices: Route = { path: /^\/admin$/, title: () => frame.devices, draw: (_named, props) => <FleetPage {...props} /> }

const routes: readonly Route[] = [
  devices,
  { path: /^\/admin\/devices\/([^/]+)$/, title: (id) => id, draw: (id, props) => <DevicePage key={id} id={id} {...props} /> },
  { path: /^\/admin\/alerts$/, title: () => frame.alerts, draw: (_named, props) => <AlertsPage {...props} /> },
  {
    path: /^\/admin\/alerts\/receivers$/,
    title: () => alertMessages.tabs.receivers,
    draw: (_named, props) => <ReceiversPage {...props} />
  },
  { path: /^\/admin\/alerts\/silences$/, title: () => alertMessages.tabs.silences, draw: (_named, props) => <SilencesPage {...props} /> },
  { path: /^\/admin\/logs$/, title: () => frame.logs, draw: (_named, { fleet }) => <LogsPage fleet={fleet} /> },
  { path: /^\/admin\/audit$/, title: () => frame.audit, draw: (_named, props) => <AuditPage {...props} /> },
  { path: /^\/admin\/content$/, title: () => frame.content, draw: () => <ContentPage /> },
  {
    path: /^\/admin\/content\/publish$/,
    title: () => contentMessages.publishNew,
    draw: (_named, { fleet }) => <PublishPage fleet={fleet} />
  },
  { path: /^\/admin\/content\/sets\/([^/]+)$/, title: (name) => name, draw: (name, { fleet }) => <SetPage key={name} name={name} fleet={fleet} /> },
  { path: /^\/admin\/updates$/, title: () => frame.updates, draw: (_named, { fleet }) => <RunsPage clockOffsetMs={fleet.clockOffsetMs} /> },
  {
    path: /^\/admin\/updates\/([^/]+)$/,
    title: () => frame.updates,
    draw: (run, { fleet }) => <RunPage key={run} run={run} fleet={fleet} />
  }
]

/** The page at this path of an address. */
export const routeAt = (path: string): { readonly title: string, readonly draw: (props: PageProps) => ComponentChildren } => {
  const route = routes.find((each) => each.path.test(path)) ?? devices
  const named = route.path.exec(path)?.[1] ?? ''
  return { title: route.title(named), draw: (props) => route.draw(named, props) }
}
