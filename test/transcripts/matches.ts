const PATTERNS: Readonly<Record<string, string>> = {
  '<sealed>': '[A-Za-z0-9+/]{200,}={0,2}',
  '<time>': '\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ',
  '<hash>': '[0-9a-f]{64}',
  '<short>': '[0-9a-f]{12}',
  '<any>': '.*',
}

/** Whether text is what the lines of a transcript expect, see `parseTranscript`. */
export function matches(text: string, expected: readonly string[]): boolean {
  return new RegExp(`^${expected.map(toPattern).join('')}$`).test(
    text === '' || text.endsWith('\n') ? text : `${text}\n`,
  )
}

function toPattern(line: string): string {
  if (line === '...') return '(?:.*\\n)*?'
  const parts = line.split(/(<[a-z]+>)/).map((part) => PATTERNS[part] ?? escape(part))
  return `${parts.join('')}\\n`
}

function escape(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
}
