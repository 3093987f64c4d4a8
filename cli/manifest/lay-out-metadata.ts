import type { SealedSecret } from '../../src/index.ts'
import { formatYaml, type YamlDocument } from '../../toolkit/documents/index.ts'
import { sameValue } from './same-value.ts'
import type { SourcePage } from './source-page.ts'
import type { EntryLines } from './split-entries.ts'

/** Columns of what stands in `spec.template.metadata`, and in a map of it. */
const MEMBER = 6
const NESTED = 8

/** The metadata of a Secret, divided between its SealedSecret and the template in it. */
export interface MetadataLayout {
  /** The whole of `metadata`, from its key on. */
  readonly head: readonly string[]
  /** The members of `spec.template.metadata`. */
  readonly template: readonly string[]
}

/** Divides metadata as it is written: each member goes where it belongs with the comments on it. */
export function layOutMetadata(
  document: YamlDocument,
  page: SourcePage,
  part: EntryLines,
  sealed: SealedSecret,
): MetadataLayout {
  const wanted = new Map(Object.entries(sealed.template.metadata))
  const identity = new Map(Object.entries(sealed.metadata))
  identity.delete('annotations')
  const children = page.split(['metadata'], { from: part.start + 1, to: part.end })
  const indent = children?.[0]?.indent ?? part.indent + 2
  const head = children === undefined ? ['metadata:'] : page.carry(keyLine(part), 0, 0)
  const template: string[] = []
  for (const name of identity.keys()) {
    template.push(...fresh(name, wanted.get(name), MEMBER))
    wanted.delete(name)
  }
  for (const child of children ?? []) {
    const value = document.get(['metadata', child.key])
    const whole = { from: child.lead, to: child.end }
    if (identity.has(child.key)) {
      const isSame = identity.get(child.key) === value
      head.push(
        ...(isSame ? page.carry(whole, 0, 0) : fresh(child.key, identity.get(child.key), indent)),
      )
      identity.delete(child.key)
    } else if (wanted.has(child.key)) {
      if (child.key === 'annotations')
        template.push(...layOutAnnotations(document, page, child, sealed))
      else if (sameValue(value, wanted.get(child.key)))
        template.push(...page.carry(whole, indent, MEMBER))
      else template.push(...fresh(child.key, wanted.get(child.key), MEMBER))
      wanted.delete(child.key)
    }
  }
  for (const [key, value] of identity) head.push(...fresh(key, value, indent))
  for (const [key, value] of wanted) template.push(...fresh(key, value, MEMBER))
  head.push(...fresh('annotations', sealed.metadata.annotations, indent))
  return { head, template }
}

/** Annotations that stay are carried one by one: among them may stand a copy of the whole Secret. */
function layOutAnnotations(
  document: YamlDocument,
  page: SourcePage,
  part: EntryLines,
  sealed: SealedSecret,
): string[] {
  const annotations = sealed.template.metadata.annotations ?? {}
  const path = ['metadata', 'annotations']
  const children = page.split(path, { from: part.start + 1, to: part.end })
  if (children === undefined) return fresh('annotations', annotations, MEMBER)
  const lines = page.carry(keyLine(part), part.indent, MEMBER)
  const wanted = new Map(Object.entries(annotations))
  for (const child of children) {
    if (wanted.get(child.key) !== document.get([...path, child.key])) continue
    lines.push(...page.carry({ from: child.lead, to: child.end }, child.indent, NESTED))
    wanted.delete(child.key)
  }
  for (const [key, value] of wanted) lines.push(...fresh(key, value, NESTED))
  return lines
}

/** The key with the comments above it and the one behind it. */
function keyLine({ lead, start }: EntryLines): { from: number; to: number } {
  return { from: lead, to: start + 1 }
}

function fresh(key: string, value: unknown, indent: number): string[] {
  return formatYaml({ [key]: value }, { indent })
    .replace(/\n$/, '')
    .split('\n')
}
