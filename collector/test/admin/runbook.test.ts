import { describe, expect, it } from 'vitest'
import { readRunbook, renderMarkdown } from '../../src/admin/runbook.ts'
import { renderRunbookPage } from '../../src/admin/shell.ts'
import { collectorInTest } from '../collector-in-test.ts'

const assets = { files: new Map(), script: 'page.js', style: 'style.css' }

describe('the runbook', () => {
  it('has the same pages in both languages, and nothing else', async () => {
    const { en, ja } = await readRunbook()
    expect([...en.keys()]).toContain('DeviceSilent')
    expect([...ja.keys()].toSorted()).toStrictEqual([...en.keys()].toSorted())
    expect(ja.get('DeviceSilent')?.title).toBe('DeviceSilent（端末から報告がない）')
  })

  it.each(['W'.repeat(253), 'constructor', 'ja%2fREADME', '%00'])('has no page %s, and that is no fault of the collector', async (name) => {
    const { app } = await collectorInTest()
    const answer = await app.inject({ url: `/admin/runbook/${name}` })
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toStrictEqual([404, 'ROUTE_NOT_FOUND'])
  })
})

describe('a page of the runbook', () => {
  const bodyOf = (markdown: string): string => renderMarkdown('Alert', markdown, 'en').html

  it('shows in its title what the heading says, as text', () => {
    const page = renderMarkdown('Alert', '# <script> & "more"\n', 'en')
    expect(renderRunbookPage(assets, 'en', page)).toContain('<title>&#60;script&#62; &#38; &#34;more&#34; · ')
  })

  it('is named like its file where it has no heading', () => {
    expect(renderMarkdown('Alert', 'Text.\n', 'en').title).toBe('Alert')
  })

  it('says the address of what it does not link to', () => {
    expect(bodyOf('See [the manual](https://example.org/a?b=1&c=2).')).toBe('<p>See the manual (<code>https://example.org/a?b=1&#38;c=2</code>).</p>\n')
    expect(bodyOf('See [the *guide*](../guides/a&b.md).')).toBe('<p>See the <em>guide</em> (<code>docs/guides/a&#38;b.md</code>).</p>\n')
  })

  it('says an address that is its own text once', () => {
    expect(bodyOf('Open <http://127.0.0.1:9293/?a&b>.')).toBe('<p>Open http://127.0.0.1:9293/?a&amp;b.</p>\n')
    expect(bodyOf('Write to <a@example.org>.')).toBe('<p>Write to a@example.org.</p>\n')
  })
})
