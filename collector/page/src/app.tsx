import { useEffect } from 'preact/hooks'
import { useAlertingStatus } from './alerts/use-alerting-status.ts'
import { useFleet } from './server/use-fleet.ts'
import { LoginPage } from './people/login-page.tsx'
import { Banners } from './banners.tsx'
import { keepCommand } from './server/former-command.ts'
import { Header } from './header.tsx'
import { server } from './server/server-info.ts'
import { usePath } from './components/navigation/path.ts'
import { placeAt } from './routes.tsx'
import { WallPage } from './wall/wall-page.tsx'
import { frame } from './text/messages.ts'

/** The page that the address names. */
export const App = () => {
  const path = usePath()
  if (path === '/admin/wall') return <WallPage />
  return path === '/admin/login' ? <LoginPage /> : <Watching path={path} />
}

const Watching = ({ path }: { path: string }) => {
  const fleet = useFleet()
  const alerting = useAlertingStatus()
  const { title, draw } = placeAt(path)
  useEffect(() => { keepCommand(localStorage, server.command) }, [])
  useEffect(() => { document.title = `${title} · ${frame.product}` }, [title])
  return (
    <>
      <Header path={path} alerting={alerting} />
      <Banners fleet={fleet} />
      <main id="main">{draw({ fleet, alerting })}</main>
    </>
  )
}
