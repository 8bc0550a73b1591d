import { readFileSync } from 'node:fs'
import { glob, readFile } from 'node:fs/promises'
import { join, parse, posix } from 'node:path'
import { Marked } from 'marked'
import type { Language } from '@mimamori/contract'
import { escapeHtml } from '../platform/language/escape-html.ts'
import { manualSections, type Manual, type ManualPage, type ManualSection } from './manual-sections.ts'

const checkout = join(import.meta.dirname, '../../..')
const directoryOf = (part: ManualSection, language: Language): string => posix.join(language === 'en' ? 'docs' : 'docs/ja', part)

/** The anchor that GitHub gives a heading. */
const anchorOf = (heading: string): string => heading.toLowerCase().replace(/[^\p{L}\p{N}\s-]/gu, '').replace(/\s/g, '-')

/** The address of a link to another page of the manual; undefined for any other. */
const pageAddress = (href: string, part: ManualSection, language: Language): string | undefined => {
  if (href.startsWith('#')) return href
  const [, folder = part, page, anchor = ''] = /^(?:\.\.\/(\w+)\/)?([\w-]+)\.md(#.*)?$/.exec(href) ?? []
  return page !== undefined && manualSections.some((known) => known === folder)
    ? `/admin/${folder}/${page}?lang=${language}${anchor}`
    : undefined
}

/** The target of a link that leaves the manual, which nobody serves; undefined if its text names it. */
const whereabouts = (href: string, text: string, directory: string): string | undefined => {
  if (!href.includes(':')) return posix.join(directory, href)
  return href === text || href === `mailto:${text}` ? undefined : href
}

/** A link from page to page stays in its language; for any other the file or the address is named. A picture is in the page itself. */
const readerOf = (part: ManualSection, language: Language): Marked => new Marked({
  renderer: {
    heading ({ depth, text, tokens }) {
      const id = depth === 1 ? '' : ` id="${escapeHtml(anchorOf(text))}"`
      return `<h${depth}${id}>${this.parser.parseInline(tokens)}</h${depth}>\n`
    },
    image ({ href, text }) {
      const picture = readFileSync(join(checkout, directoryOf(part, language), href)).toString('base64')
      return `<img src="data:image/png;base64,${picture}" alt="${escapeHtml(text)}">`
    },
    link ({ href, text, tokens }) {
      const html = this.parser.parseInline(tokens)
      const address = pageAddress(href, part, language)
      if (address !== undefined) return `<a href="${escapeHtml(address)}">${html}</a>`
      const where = whereabouts(href, text, directoryOf(part, language))
      return where === undefined ? html : `${html} (<code>${escapeHtml(where)}</code>)`
    }
  }
})

/** The end of a line within a Japanese sentence is no space. */
const joinLines = (html: string): string => html.replace(/(?<=[\u3000-\u9fff\uff00-\uffef])\n(?=[\u3000-\u9fff\uff00-\uffef])/g, '')

export interface MarkdownSource {
  /** The page's title if it has no heading. */
  readonly name: string
  readonly markdown: string
  readonly part: ManualSection
  readonly language: Language
}

export const renderMarkdown = ({ name, markdown, part, language }: MarkdownSource): ManualPage =>
  ({ title: /^# (.+)$/m.exec(markdown)?.[1] ?? name, html: joinLines(readerOf(part, language).parse(markdown, { async: false })) })

const readPart = async (part: ManualSection, language: Language): Promise<ReadonlyMap<string, ManualPage>> => {
  const directory = join(checkout, directoryOf(part, language))
  const pages = new Map<string, ManualPage>()
  for await (const file of glob('*.md', { cwd: directory })) {
    const { name } = parse(file)
    pages.set(name, renderMarkdown({ name, markdown: await readFile(join(directory, file), 'utf8'), part, language }))
  }
  return pages
}

const readLanguage = async (language: Language): Promise<Manual[Language]> =>
  ({ runbook: await readPart('runbook', language), guides: await readPart('guides', language) })

/** Renders runbook and guides, which takes some 200 ms. */
export const renderManual = async (): Promise<Manual> => ({ en: await readLanguage('en'), ja: await readLanguage('ja') })
