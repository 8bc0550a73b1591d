import { frame, language } from '../text/index.ts'

/** Shows this page in the other language. */
export const LanguageSwitch = () => {
  const other = language === 'en' ? 'ja' : 'en'
  const change = () => {
    const here = new URL(location.href)
    here.searchParams.set('lang', other)
    location.assign(here)
  }
  return <button type="button" class="quiet" lang={other} title={frame.languageHint} onClick={change}>{frame.language}</button>
}
