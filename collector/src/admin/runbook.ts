import { readFile } from 'node:fs/promises'
import { join, posix } from 'node:path'
import { Marked } from 'marked'
import { escapeHtml } from '../text/escape-html.ts'
import type { Language } from '../text/language.ts'

export interface RunbookPage {
  /** Text, not HTML. */
  readonly title: string
  readonly html: string
}

const checkout = join(import.meta.dirname, '..', '..', '..')
const directories: Readonly<Record<Language, string>> = { en: 'docs/runbook', ja: 'docs/ja/runbook' }

/** Where a link leads that leaves the runbook, which nobody serves; undefined where its text says that. */
const whereabouts = (href: string, text: string, language: Language): string | undefined => {
  if (!href.includes(':')) return posix.join(directories[language], href)
  return href === text || href === `mailto:${text}` ? undefined : href
}

/** A link from page to page stays in its language; of any other the file or the address is named. */
const readerOf = (language: Language): Marked => new Marked({
  renderer: {
    link ({ href, text, tokens }) {
      const html = this.parser.parseInline(tokens)
      const page = /^(\w+)\.md$/.exec(href)?.[1]
      if (page !== undefined) return `<a href="/admin/runbook/${page}?lang=${language}">${html}</a>`
      const where = whereabouts(href, text, language)
      return where === undefined ? html : `${html} (<code>${escapeHtml(where)}</code>)`
    }
  }
})

/** The end of a line within a Japanese sentence is no space. */
const joinLines = (html: string): string => html.replace(/(?<=[\u3000-\u9fff\uff00-\uffef])\n(?=[\u3000-\u9fff\uff00-\uffef])/g, '')

/** A page from its Markdown; `name` is its title where it has no heading. */
export const renderMarkdown = (name: string, markdown: string, language: Language): RunbookPage =>
  ({ title: /^# (.+)$/m.exec(markdown)?.[1] ?? name, html: joinLines(readerOf(language).parse(markdown, { async: false })) })

/** A page of docs/runbook, named like its alert; undefined where there is none. */
export const readRunbookPage = async (name: string, language: Language): Promise<RunbookPage | undefined> => {
  if (!/^\w+$/.test(name)) return undefined
  const markdown = await readFile(join(checkout, directories[language], `${name}.md`), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  return markdown === undefined ? undefined : renderMarkdown(name, markdown, language)
}
