import type { Language, ServerInfo } from '@mimamori/contract'
import { eyePath, frameText, placesFor, type framePlaces } from '@mimamori/contract/frame'
import { escapeHtml } from '../platform/language/escape-html.ts'
import type { PageAssets } from './page-assets.ts'

/** A watching eye, as an SVG in the address itself: nothing to load. */
const icon =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E%3Cpath d='M2 16C6 8 11 5 16 5s10 3 14 11c-4 8-9 11-14 11S6 24 2 16Z' fill='%230f6f78'/%3E%3Ccircle cx='16' cy='16' r='6' fill='%23fff'/%3E%3Ccircle cx='16' cy='16' r='3' fill='%230b3f45'/%3E%3C/svg%3E"

const scriptElement = (file: string): string => `<script type="module" src="/admin/assets/${file}"></script>\n`

/** The HTML that every address of the page begins with; nothing in it comes from a device. `server`: the part that its reader may know. */
export const renderShell = ({ script, style }: PageAssets, language: Language, server: Omit<ServerInfo, 'dataDirectory'>): string =>
  renderDocument({
    language,
    style,
    title: frameText[language].devices,
    script: scriptElement(script),
    body: `<div id="page" data-server="${escapeHtml(JSON.stringify(server))}"><p class="loading">${frameText[language].loading}</p></div>`
  })

/** A page that the server sends whole, and that needs no script to be read. */
export interface WholePage {
  /** Text, not HTML. */
  readonly title: string
  readonly html: string
  /** The place in the frame that it belongs to. */
  readonly place?: typeof framePlaces[number][1]
}

/** The reader of a whole page, who may be anyone. */
export interface PageReader {
  readonly language: Language
  /** The role of the reader who is logged in, and so has a session to end. */
  readonly role: string | undefined
}

/** A whole page in the frame of the pages that the script draws. */
export const renderWholePage = (
  { style, wholePageScript }: PageAssets,
  { language, role }: PageReader,
  { title, html, place }: WholePage
): string => {
  const text = frameText[language]
  const otherLanguage: Language = language === 'en' ? 'ja' : 'en'
  const isLoggedIn = role !== undefined
  const places = placesFor(role).map(([href, name]) => `<a href="${href}"${name === place ? ' aria-current="page"' : ''}>${text[name]}</a>`)
  return renderDocument({
    language,
    style,
    title,
    script: isLoggedIn ? scriptElement(wholePageScript) : '',
    body: `<div id="page">
<header class="top">
<a class="skip" href="#main">${text.skip}</a>
<a class="brand" href="/admin"><svg class="icon" viewBox="0 0 16 16" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="1.8"><path d="${eyePath}"/></svg> ${text.product}</a>
<nav class="places" aria-label="${text.pages}">${places.join('')}</nav>
<div class="tools"><a href="?lang=${otherLanguage}" lang="${otherLanguage}" hreflang="${otherLanguage}" title="${text.languageHint}">${text.language}</a>${isLoggedIn ? `<button type="button" class="quiet" id="log-out">${text.logOut}</button>` : ''}</div>
</header>
<main id="main" class="runbook${place === undefined ? '' : ` ${place}`}">
${html}</main>
</div>`
  })
}

/** For a person at an address without a page. */
export const renderNoSuchPage = (assets: PageAssets, reader: PageReader): string => {
  const { noSuchPage, back } = frameText[reader.language]
  return renderWholePage(assets, reader, { title: noSuchPage, html: `<h1>${noSuchPage}</h1>\n<p><a href="/admin">${back}</a></p>\n` })
}

interface DocumentOptions {
  readonly language: Language
  readonly title: string
  readonly style: string
  readonly script: string
  readonly body: string
}

const renderDocument = ({ language, title, style, script, body }: DocumentOptions): string => `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)} · ${frameText[language].product}</title>
<link rel="icon" href="${icon}">
<link rel="stylesheet" href="/admin/assets/${style}">
${script}</head>
<body>${body}</body>
</html>
`
