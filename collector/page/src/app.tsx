import { useEffect } from 'preact/hooks'
import { DevicePage } from './device/device-page.tsx'
import { useFleet } from './fleet/use-fleet.ts'
import { FleetPage } from './list/fleet-page.tsx'
import { LoginPage } from './login/login-page.tsx'
import { Header } from './parts/header.tsx'
import { Banners } from './parts/banners.tsx'
import { usePath, useReturningFocus } from './path.ts'
import { RunPage } from './updates/run-page.tsx'
import { RunsPage } from './updates/runs-page.tsx'
import { frame } from './words.ts'

/** The page that the address names. */
export const App = () => {
  const path = usePath()
  return path === '/admin/login' ? <LoginPage /> : <Watching path={path} />
}

const Watching = ({ path }: { path: string }) => {
  const fleet = useFleet()
  useReturningFocus(path)
  const deviceId = /^\/admin\/devices\/([^/]+)$/.exec(path)?.[1]
  const run = /^\/admin\/updates\/([^/]+)$/.exec(path)?.[1]
  const isRuns = path === '/admin/updates'
  const title = deviceId ?? (isRuns || run !== undefined ? frame.updates : frame.devices)
  useEffect(() => { document.title = `${title} · ${frame.product}` }, [title])
  return (
    <>
      <Header path={path} />
      <Banners fleet={fleet} />
      <main id="main">
        {isRuns
          ? <RunsPage clockOffsetMs={fleet.clockOffsetMs} />
          : run !== undefined
            ? <RunPage key={run} run={run} fleet={fleet} />
            : deviceId === undefined ? <FleetPage fleet={fleet} /> : <DevicePage key={deviceId} id={deviceId} fleet={fleet} />}
      </main>
    </>
  )
}
