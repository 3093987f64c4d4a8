const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/**
 * Reads bytes that are one JSON object, without loading a YAML parser for them.
 *
 * @returns `undefined` for anything else: YAML, several documents, broken or ambiguous JSON (a key
 * twice in one object, bytes that are no UTF-8), which the reader of documents then reads or explains
 */
export function parseJson(bytes: Uint8Array): unknown {
  try {
    const text = decoder.decode(bytes)
    if (!/^\s*\{/.test(text)) return undefined
    const value: unknown = JSON.parse(text)
    return hasDuplicateKey(text) ? undefined : value
  } catch {
    return undefined
  }
}

/** Looks at the keys of a text that is known to be valid JSON. */
function hasDuplicateKey(text: string): boolean {
  const open: Set<string>[] = []
  let last = ''
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}:]/g)) {
    if (token === '{') open.push(new Set())
    else if (token === '}') open.pop()
    else if (token !== ':') last = token
    else {
      // A key may be spelled with escapes, so it is compared as what it means.
      const key = String(JSON.parse(last))
      const keys = open.at(-1)
      if (keys?.has(key)) return true
      keys?.add(key)
    }
  }
  return false
}
