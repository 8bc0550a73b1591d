import type { RequestListener } from 'node:http'
import type { Language } from '@mimamori/contract'
import type { Text } from '../text/index.ts'
import type { ShownState } from './describe-watch.ts'

interface Options {
  readonly language: Language
  readonly text: Text
  readonly state: () => ShownState
}

/** Its script asks every five seconds; if nobody answers, it shows that. */
const script = `const show = ({ kind, title, lines }) => {
  document.body.className = kind
  document.querySelector('h1').textContent = title
  document.querySelector('div').replaceChildren(...lines.map((line) => Object.assign(document.createElement('p'), { textContent: line })))
}
const ask = async () => {
  try {
    const answer = await fetch('/state', { signal: AbortSignal.timeout(4000) })
    show(await answer.json())
  } catch {
    const { stopped, next } = document.body.dataset
    show({ kind: 'alarm', title: stopped, lines: [next] })
  }
  setTimeout(ask, 5000)
}
ask()
`

const style = `html { color-scheme: dark; font: 2.2vmax/1.5 system-ui, sans-serif; }
body { margin: 0; min-height: 100vh; display: flex; flex-direction: column; justify-content: center; padding: 0 8vw; background: #14202b; color: #cfe3d4; }
h1 { font-size: 5vmax; line-height: 1.2; margin: 0 0 0.6em; }
p { margin: 0 0 0.6em; overflow-wrap: anywhere; }
.failing { background: #4a3500; color: #fff; }
.alarm { background: #9b0018; color: #fff; }
`

const headers = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff'
}

/** The page for a screen in full-screen mode, and what it loads. Its own words have no character that HTML escapes. */
export const noticePage = ({ language, text: { watcher: words }, state }: Options): RequestListener => {
  const page = `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><title>${words.page}</title>
<meta name="viewport" content="width=device-width"><link rel="stylesheet" href="/notice.css"></head>
<body class="starting" data-stopped="${words.stopped}" data-next="${words.stoppedNext}">
<main role="status"><h1>${words.starting}</h1><div></div></main><script src="/notice.js"></script></body></html>
`
  const answers: Readonly<Record<string, () => readonly [type: string, body: string]>> = {
    '/': () => ['text/html; charset=utf-8', page],
    '/notice.js': () => ['text/javascript; charset=utf-8', script],
    '/notice.css': () => ['text/css; charset=utf-8', style],
    '/state': () => ['application/json; charset=utf-8', JSON.stringify(state())]
  }
  return ({ method, url = '' }, response) => {
    const [path = ''] = url.split('?')
    const answer = Object.hasOwn(answers, path) && (method === 'GET' || method === 'HEAD') ? answers[path]!() : undefined
    response.writeHead(answer === undefined ? 404 : 200, { ...headers, ...answer && { 'content-type': answer[0] } })
    response.end(answer?.[1])
  }
}
