import type { Language } from '../text/language.ts'
import { pageText } from '../text/page-text.ts'
import type { PageAssets } from './page-assets.ts'

/** A watching eye, as an SVG in the address itself: nothing to load. */
const icon = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E%3Cpath d='M2 16C6 8 11 5 16 5s10 3 14 11c-4 8-9 11-14 11S6 24 2 16Z' fill='%230f6f78'/%3E%3Ccircle cx='16' cy='16' r='6' fill='%23fff'/%3E%3Ccircle cx='16' cy='16' r='3' fill='%230b3f45'/%3E%3C/svg%3E"

/** The HTML that every address of the page begins with; nothing in it comes from a device. */
export const renderShell = ({ script, style }: PageAssets, language: Language): string => {
  const { product, title, loading } = pageText[language]
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} · ${product}</title>
<link rel="icon" href="${icon}">
<link rel="stylesheet" href="/admin/assets/${style}">
<script type="module" src="/admin/assets/${script}"></script>
</head>
<body><div id="page"><p class="loading">${loading}</p></div></body>
</html>
`
}
