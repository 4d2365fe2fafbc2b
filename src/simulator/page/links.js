/**
 * The start code of a link that opens the demo's own bot (`https://t.me/<bot>?start=<code>` or `tg://resolve?domain=<bot>&start=<code>`), or
 * null for every other link. A link without a code gives an empty text, which means a plain /start.
 */
export function startCode(url, username) {
  const at = parse(url);
  if (!at) return null;
  const domain = at.protocol === 'tg:' ? at.searchParams.get('domain') : telegramPath(at);
  if (!domain || domain.toLowerCase() !== username.toLowerCase()) return null;
  return at.searchParams.get('start') ?? '';
}

/** The link when a browser may follow it from here (http, https, mailto), else null: `javascript:` and the like stay text. */
export function webLink(url) {
  const at = parse(url);
  return at && ['http:', 'https:', 'mailto:'].includes(at.protocol) ? at.href : null;
}

function telegramPath(at) {
  if (!/^https?:$/.test(at.protocol) || !/^(www\.)?(t|telegram)\.me$/.test(at.hostname)) return null;
  return at.pathname.slice(1);
}

function parse(url) {
  try {
    return new URL(url);
  } catch {
    return null;
  }
}
