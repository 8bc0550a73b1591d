import { describe, expect, it } from 'vitest'
import { manualSections } from '../../src/pages/manual-sections.ts'
import { renderManual, renderMarkdown } from '../../src/pages/manual.ts'
import { renderWholePage } from '../../src/pages/shell.ts'
import { collectorInTest } from '../collector-in-test.ts'

const assets = { files: new Map(), script: 'page.js', wholePageScript: 'whole.js', style: 'style.css' }

const reader = { language: 'en', role: undefined } as const

describe('the runbook', () => {
  it('has the same pages in both languages, and nothing else', async () => {
    const { en, ja } = await renderManual()
    expect([...en.runbook.keys()]).toContain('DeviceSilent')
    for (const part of manualSections) expect([...ja[part].keys()].toSorted()).toStrictEqual([...en[part].keys()].toSorted())
    expect(ja.runbook.get('DeviceSilent')?.title).toBe('DeviceSilent（端末から報告がない）')
  })

  it.each(['W'.repeat(253), 'constructor', 'ja%2fREADME', '%00'])('has no page %s, and that is no fault of the collector', async (name) => {
    const { app } = await collectorInTest()
    const answer = await app.inject({ url: `/admin/runbook/${name}` })
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toStrictEqual([404, 'ROUTE_NOT_FOUND'])
  })
})

describe('a page of the runbook', () => {
  const bodyOf = (markdown: string): string => renderMarkdown({ name: 'Alert', markdown, part: 'runbook', language: 'en' }).html

  it('shows in its title what the heading says, as text', () => {
    const page = renderMarkdown({ name: 'Alert', markdown: '# <script> & "more"\n', part: 'runbook', language: 'en' })
    expect(renderWholePage(assets, reader, page)).toContain('<title>&#60;script&#62; &#38; &#34;more&#34; · ')
  })

  it('is named like its file where it has no heading', () => {
    expect(renderMarkdown({ name: 'Alert', markdown: 'Text.\n', part: 'runbook', language: 'en' }).title).toBe('Alert')
  })

  it('says the address of what it does not link to', () => {
    expect(bodyOf('See [the manual](https://example.org/a?b=1&c=2).')).toBe(
      '<p>See the manual (<code>https://example.org/a?b=1&#38;c=2</code>).</p>\n'
    )
    expect(bodyOf('See [the *rules*](../../agent/a&b.md).')).toBe('<p>See the <em>rules</em> (<code>agent/a&#38;b.md</code>).</p>\n')
  })

  it('links guides and other pages in its language, and headings within', () => {
    const bodyIn = (markdown: string) => renderMarkdown({ name: 'Alert', markdown, part: 'runbook', language: 'ja' }).html
    expect(bodyIn('[a](../guides/collector-setup.md#https-を使う場合)')).toBe(
      '<p><a href="/admin/guides/collector-setup?lang=ja#https-を使う場合">a</a></p>\n'
    )
    expect(bodyIn('[b](DeviceSilent.md) [c](#https-を使う場合)')).toBe(
      '<p><a href="/admin/runbook/DeviceSilent?lang=ja">b</a> <a href="#https-を使う場合">c</a></p>\n'
    )
    expect(bodyIn('## HTTPS を使う場合\n')).toBe('<h2 id="https-を使う場合">HTTPS を使う場合</h2>\n')
    expect(bodyIn('[d](../adr/0001-x.md)')).toContain('docs/ja/adr/0001-x.md')
  })

  it('has the pictures of guides in itself, as nothing else serves them', () => {
    const { html } = renderMarkdown({
      name: 'on-the-floor',
      markdown: '![The "list"](../images/en/list.png)',
      part: 'guides',
      language: 'en'
    })
    expect(html).toMatch(/^<p><img src="data:image\/png;base64,iVBOR[\w+/=]+" alt="The &#34;list&#34;"><\/p>\n$/)
  })

  it('wears the frame of the other pages, with its own place marked', () => {
    const html = renderWholePage(assets, reader, { title: 'Alert', html: '', place: 'runbook' })
    expect(html).toContain('<a href="/admin/runbook/README" aria-current="page">Runbook</a>')
    for (const href of ['/admin', '/admin/updates', '/admin/guides/README', '/docs']) expect(html).toContain(`<a href="${href}">`)
  })

  it('leads to the audit log, but not a viewer, who may not see it', () => {
    const leads = (role: 'admin' | 'viewer' | undefined) =>
      renderWholePage(assets, { ...reader, role }, { title: 'Alert', html: '' }).includes('<a href="/admin/audit">')
    expect([leads(undefined), leads('admin'), leads('viewer')]).toStrictEqual([true, true, false])
  })

  it('has a log-out where somebody is logged in, and no script otherwise', () => {
    const page = { title: 'Alert', html: '' }
    expect(renderWholePage(assets, { ...reader, role: 'admin' }, page)).toMatch(
      /src="\/admin\/assets\/whole\.js"[^]*<button [^>]*id="log-out">Log out<\/button>/
    )
    expect(renderWholePage(assets, reader, page)).not.toMatch(/<script|<button/)
  })

  it('says an address that is its own text once', () => {
    expect(bodyOf('Open <http://127.0.0.1:9293/?a&b>.')).toBe('<p>Open http://127.0.0.1:9293/?a&amp;b.</p>\n')
    expect(bodyOf('Write to <a@example.org>.')).toBe('<p>Write to a@example.org.</p>\n')
  })
})
