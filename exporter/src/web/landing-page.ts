const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escapeHtml = (text: string): string => text.replace(/[&<>"]/g, (c) => escapes[c]!)

/** A small page for a person who opens the address in a browser. */
export const landingPage = ({ title, version }: { readonly title: string, readonly version: string }): string => `<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(title)}</title></head>
<body>
<h1>${escapeHtml(title)}</h1>
<p>Version ${escapeHtml(version)}. Prometheus scrapes this: <a href="/metrics">/metrics</a></p>
</body>
</html>
`
