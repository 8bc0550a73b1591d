import { framePlaces } from '@mimamori/contract/frame'
import { followHere } from '../path.ts'
import { frame, language, words } from '../words.ts'
import { Icon } from './icons.tsx'

export const LanguageSwitch = () => {
  const other = language === 'en' ? 'ja' : 'en'
  const change = () => {
    const here = new URL(location.href)
    here.searchParams.set('lang', other)
    location.assign(here)
  }
  return <button type="button" class="quiet" lang={other} title={frame.languageHint} onClick={change}>{frame.language}</button>
}

const logout = async () => {
  await fetch('/api/logout', { method: 'POST' }).catch(() => undefined)
  location.assign('/admin/login')
}

export const Header = ({ path }: { path: string }) => (
  <header class="top">
    {path === '/admin' ? <a class="skip" href="#list">{words.skipToList}</a> : <a class="skip" href="#main">{frame.skip}</a>}
    <a class="brand" href="/admin" onClick={followHere}><Icon shape="eye" /> {frame.product}</a>
    <nav class="places" aria-label={frame.pages}>
      {framePlaces.map(([href, name]) => <a key={href} href={href} {...name === 'devices' || name === 'updates' ? { onClick: followHere } : {}} aria-current={path === href ? 'page' : undefined}>{frame[name]}</a>)}
    </nav>
    <div class="tools">
      <LanguageSwitch />
      <button type="button" class="quiet" onClick={() => void logout()}>{words.logout}</button>
    </div>
  </header>
)
