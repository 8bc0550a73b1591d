import { readFile } from 'node:fs/promises'
import { join, posix } from 'node:path'
import { Marked } from 'marked'
import type { Language } from '../text/language.ts'

export interface RunbookPage {
  readonly title: string
  readonly html: string
}

const checkout = join(import.meta.dirname, '..', '..', '..')
const directories: Readonly<Record<Language, string>> = { en: 'docs/runbook', ja: 'docs/ja/runbook' }

/** A link from page to page stays in its language; of one that leaves the runbook, which nobody serves, the file is named; an address is text. */
const readerOf = (language: Language): Marked => new Marked({
  renderer: {
    link ({ href, tokens }) {
      const text = this.parser.parseInline(tokens)
      const page = /^(\w+)\.md$/.exec(href)?.[1]
      if (page !== undefined) return `<a href="/admin/runbook/${page}?lang=${language}">${text}</a>`
      return href.includes(':') ? text : `${text} (<code>${posix.join(directories[language], href)}</code>)`
    }
  }
})

/** The end of a line within a Japanese sentence is no space. */
const joinLines = (html: string): string => html.replace(/(?<=[\u3000-\u9fff\uff00-\uffef])\n(?=[\u3000-\u9fff\uff00-\uffef])/g, '')

/** A page of docs/runbook, named like its alert; undefined where there is none. */
export const readRunbookPage = async (name: string, language: Language): Promise<RunbookPage | undefined> => {
  if (!/^\w+$/.test(name)) return undefined
  const markdown = await readFile(join(checkout, directories[language], `${name}.md`), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (markdown === undefined) return undefined
  return { title: /^# (.+)$/m.exec(markdown)?.[1] ?? name, html: joinLines(await readerOf(language).parse(markdown)) }
}
