import { useEffect } from 'preact/hooks'
import { DevicePage } from './device/device-page.tsx'
import { useFleet } from './fleet/use-fleet.ts'
import { FleetPage } from './list/fleet-page.tsx'
import { LoginPage } from './login/login-page.tsx'
import { Header } from './parts/header.tsx'
import { Banners } from './parts/banners.tsx'
import { usePath } from './path.ts'
import { words } from './words.ts'

/** The page that the address names. */
export const App = () => {
  const path = usePath()
  return path === '/admin/login' ? <LoginPage /> : <Watching path={path} />
}

const Watching = ({ path }: { path: string }) => {
  const fleet = useFleet()
  const deviceId = /^\/admin\/devices\/([^/]+)$/.exec(path)?.[1]
  useEffect(() => { document.title = `${deviceId ?? words.title} · ${words.product}` }, [deviceId])
  return (
    <>
      <Header />
      <Banners fleet={fleet} />
      <main id="main">
        {deviceId === undefined ? <FleetPage fleet={fleet} /> : <DevicePage key={deviceId} id={deviceId} fleet={fleet} />}
      </main>
    </>
  )
}
