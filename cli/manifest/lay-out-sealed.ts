import type { SealedSecret } from '../../src/index.ts'
import { formatYaml, type YamlDocument } from '../../toolkit/documents/index.ts'
import { layOutMetadata } from './lay-out-metadata.ts'
import { SourcePage } from './source-page.ts'
import { type EntryLines, reindent } from './split-entries.ts'

/** Columns of what stands in `spec`, and in its template. */
const SPEC = 2
const TEMPLATE = 4

const HEAD = ['apiVersion', 'kind']
const VALUES = ['data', 'stringData']
/** `# PASSWORD: old`, `#TOKEN=old` */
const ENTRY_LIKE = /^#+\s*["']?[-._A-Za-z0-9]+["']?\s*[:=]\s*\S/

/** The text of a SealedSecret in the layout of its Secret. */
export interface SealedLayout {
  readonly text: string
  readonly page: SourcePage
}

/**
 * Lays a SealedSecret out as its Secret is written: lines move as they are, only what must change is
 * written anew, and nothing of the values or of the comments among them comes along.
 *
 * @param amongValues - numbers of the lines with comments that belong to the values; a comment right
 *   above them that looks like an item taken out (`# OLD: …`) is added
 * @returns `undefined` when the Secret is not written in lines that can be moved
 */
export function layOutSealed(
  document: YamlDocument,
  sealed: SealedSecret,
  amongValues: Set<number>,
): SealedLayout | undefined {
  const page = SourcePage.of(document)
  const parts = page?.split([], { from: 0, to: page.lines.length })
  const metadataPart = parts?.find(({ key }) => key === 'metadata')
  if (page === undefined || metadataPart === undefined || metadataPart.indent !== 0)
    return undefined
  const metadata = layOutMetadata(document, page, metadataPart, sealed)
  const head: string[] = []
  const spec: string[] = []
  const tail: string[] = []
  for (const part of parts ?? []) {
    const own = { from: part.start, to: part.end }
    const lead = carryLead(page, part, amongValues)
    if (VALUES.includes(part.key)) spec.push(...reindent(lead, 0, SPEC))
    else if (part.key === 'metadata') head.push(...lead, ...metadata.head)
    else if (HEAD.includes(part.key)) head.push(...lead, ...page.carry(own, 0, 0).map(toSealedKind))
    else tail.push(...reindent(lead, 0, TEMPLATE), ...page.carry(own, 0, TEMPLATE))
  }
  const items = { encryptedData: Object.fromEntries(sealed.encryptedData) }
  spec.push(formatYaml(items, { indent: SPEC }).trimEnd(), '  template:', '    metadata:')
  const text = [...head, 'spec:', ...spec, ...metadata.template, ...tail, ''].join('\n')
  return { text, page }
}

/** Carries the comments above a key that do not belong to the values. */
function carryLead(
  page: SourcePage,
  { key, lead, start }: EntryLines,
  amongValues: Set<number>,
): string[] {
  const lines: string[] = []
  for (let line = lead; line < start; line++) {
    const number = page.numberOf(line)
    if (VALUES.includes(key) && ENTRY_LIKE.test(page.lines[line] ?? '')) amongValues.add(number)
    if (!amongValues.has(number)) lines.push(...page.carry({ from: line, to: line + 1 }, 0, 0))
  }
  return lines
}

/** Changes `apiVersion: v1` and `kind: Secret` and no other line. */
function toSealedKind(line: string): string {
  return line
    .replace(/^(["']?apiVersion["']?\s*:\s+["']?)v1(?=["']?\s*(?:#|$))/, '$1bitnami.com/v1alpha1')
    .replace(/^(["']?kind["']?\s*:\s+["']?)Secret(?=["']?\s*(?:#|$))/, '$1SealedSecret')
}
