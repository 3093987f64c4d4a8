import { expect, test } from 'vitest'

import { Plaintext } from '../../../src/index.ts'
import { secretTemplateRenderer } from '../../../toolkit/secret-template/index.ts'

const ITEMS = { user: 'admin', 'pass.word': 'hunter2' }

async function render(templates: Record<string, string>): Promise<Record<string, unknown>> {
  const items = new Map(
    Object.entries(ITEMS).map(([name, text]) => [name, Plaintext.fromText(text)]),
  )
  const made = await secretTemplateRenderer.render(new Map(Object.entries(templates)), items)
  // What was lent is still there.
  expect(items.get('user')?.toText()).toBe('admin')
  return Object.fromEntries(Array.from(made, ([name, plaintext]) => [name, plaintext.toText()]))
}

test.for([
  ['an item', { a: 'x {{ .user }}' }, { a: 'x admin' }],
  ['an item with a dot', { a: '{{ index . "pass.word" }}' }, { a: 'hunter2' }],
  ['the raw text of another entry', { a: '{{ .b }}', b: '{{ 1 }}' }, { a: '{{ 1 }}', b: '1' }],
  ['a missing item', { a: '[{{ .nope }}]' }, { a: '[<no value>]' }],
  ['nothing for a key that is sealed', { user: 'loses {{ fail "x" }}' }, {}],
  ['bytes that are not text', { a: '{{ "/w==" | b64dec }}' }, { a: undefined }],
] as const)('renders %s', async ([, templates, made]) => {
  expect(await render(templates)).toEqual(made)
})

test.for([
  ['broken syntax', '{{ .user', 'ERR_TEMPLATE_SYNTAX'],
  ['the environment', '{{ env "HOME" }}', 'ERR_TEMPLATE_SYNTAX'],
  ['randomness', '{{ randAlphaNum 5 }}', 'ERR_TEMPLATE_FAILED'],
  ['a failure with a value in it', '{{ fail .user }}', 'ERR_TEMPLATE_FAILED'],
  ['endless work', '{{ range until 60000 }}{{ repeat 1000 "x" }}{{ end }}', 'ERR_TEMPLATE_LIMIT'],
] as const)('refuses %s', async ([, template, code]) => {
  const failure: unknown = await render({ a: template }).catch((error: unknown) => error)
  expect(failure).toMatchObject({ code })
  expect(String(failure)).not.toContain('admin')
})
