import { glob, readFile } from 'node:fs/promises'
import { join, parse, posix } from 'node:path'
import { Marked } from 'marked'
import type { Language } from '@mimamori/contract'
import { escapeHtml } from '../text/escape-html.ts'

export interface RunbookPage {
  /** Text, not HTML. */
  readonly title: string
  readonly html: string
}

/** The pages by their names, which are their alerts'. */
export type Runbook = Readonly<Record<Language, ReadonlyMap<string, RunbookPage>>>

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

const readPages = async (language: Language): Promise<ReadonlyMap<string, RunbookPage>> => {
  const directory = join(checkout, directories[language])
  const pages = new Map<string, RunbookPage>()
  for await (const file of glob('*.md', { cwd: directory })) {
    const { name } = parse(file)
    pages.set(name, renderMarkdown(name, await readFile(join(directory, file), 'utf8'), language))
  }
  return pages
}

/** Reads and renders docs/runbook, which takes some milliseconds, once at start: asked for by anybody, a page is to cost nothing then. */
export const readRunbook = async (): Promise<Runbook> => ({ en: await readPages('en'), ja: await readPages('ja') })
