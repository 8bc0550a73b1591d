import type { AlertingStatus } from '@mimamori/contract'
import { useEffect } from 'preact/hooks'
import { Banners } from './banners.tsx'
import { usePath } from './components/index.ts'
import { Header } from './header.tsx'
import { LoginPage } from './people/login-page.tsx'
import { routeAt } from './routes.tsx'
import { keepCommand, server, useFleet, usePolledAnswer } from './server/index.ts'
import { frame } from './text/index.ts'
import { WallPage } from './wall/wall-page.tsx'

/** The page that the address names. */
export const App = () => {
  const path = usePath()
  if (path === '/admin/wall') return <WallPage />
  return path === '/admin/login' ? <LoginPage /> : <Watching path={path} />
}

const Watching = ({ path }: { path: string }) => {
  const fleet = useFleet()
  const { answer: alerting } = usePolledAnswer<AlertingStatus>('/api/alerts/status')
  const { title, draw } = routeAt(path)
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
