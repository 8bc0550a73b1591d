import { useEffect, useState } from 'preact/hooks'
import { CopyLine, Icon } from '../components/index.ts'
import { isCalledByNpm, server } from '../server/index.ts'
import { frame } from '../text/index.ts'
import { wallMessages } from './messages.ts'
import { reloadIfNew } from './reload-if-new.ts'
import { useAlertGroups } from './use-alert-groups.ts'
import { useSound } from './use-sound.ts'
import { useWallSession } from './use-wall-session.ts'
import { newestCritical } from './wall-model.ts'
import { WallScreen } from './wall-screen.tsx'

/** The wall display: for a TV on the shop floor, logged in by its link. */
export const WallPage = () => {
  const session = useWallSession()
  useEffect(() => {
    document.title = `${wallMessages.title} · ${frame.product}`
    document.documentElement.classList.add('on-wall')
    return () => document.documentElement.classList.remove('on-wall')
  }, [])
  if (session === 'open') return <Wall />
  if (session === 'opening') return <main class="wall"><p class="loading">{frame.loading}</p></main>
  return (
    <main class="wall">
      <div class={`notice ${session}`} role="alert">
        <h1><Icon shape="warning" /> {wallMessages.notices[session].title}</h1>
        <p>{wallMessages.notices[session].text}</p>
        {session !== 'lost' && (
          <>
            <p>{wallMessages.newLink(isCalledByNpm)}</p>
            <CopyLine command={`${server.command} tokens create wall-1 --role viewer`} />
          </>
        )}
      </div>
    </main>
  )
}

/** Two questions without an answer, some twenty seconds, are no hiccup. */
const failuresUntilLost = 2

const Wall = () => {
  const news = useAlertGroups()
  const isSilent = news.failures >= failuresUntilLost
  const sound = useSound(news.groups && newestCritical(news.groups))
  // A stream that sends nothing may be broken without the browser's knowledge: it is reopened with the server's return.
  const [epoch, setEpoch] = useState(0)
  useEffect(() => {
    if (!isSilent) return
    return () => {
      setEpoch((last) => last + 1)
      void reloadIfNew()
    }
  }, [isSilent])
  return <WallScreen key={epoch} news={news} isSilent={isSilent} sound={sound} />
}
