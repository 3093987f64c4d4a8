import { dirname, resolve } from 'node:path'
import { SCOPES, WaxsealError, type Scope } from '../../src/index.ts'
import { parseYaml, type YamlDocument, type YamlPath } from '../documents/index.ts'
import type { CertificateSource, ClusterConfig, Config } from './config.ts'
import { FieldReader, type TextRule } from './field-reader.ts'

/** The rules of `deploy/schemas/waxseal-config.schema.json`; a test keeps both alike. */
const CLUSTER_NAME: TextRule = {
  pattern: /^[A-Za-z0-9][A-Za-z0-9._@:/-]{0,252}$/u,
  expected: 'a name of letters, digits and ._@:/-',
}
const CERTIFICATE: TextRule = {
  pattern:
    /^(?:https:\/\/[^\s/?#@\\]+(?:[/?#]\S*)?|(?![A-Za-z][A-Za-z0-9+.-]*:\/\/)[^\u0000-\u001f]{1,4096})$/u,
  expected: 'a file, or an https address without user name',
}
const CONTEXT: TextRule = {
  pattern: /^[^\u0000-\u001f]{1,1024}$/u,
  expected: 'the name of a context',
}
const LABEL: TextRule = {
  pattern: /^[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?$/u,
  expected: 'a name of lower-case letters, digits and dashes',
}
const SCOPE: TextRule = {
  pattern: new RegExp(`^(?:${SCOPES.join('|')})$`),
  expected: `one of ${SCOPES.join(', ')}`,
}

/**
 * Reads the text of a `.waxseal.yaml`.
 *
 * @param path - absolute path of the file; what is relative in it is relative to its folder
 * @throws WaxsealError ERR_CONFIG_INVALID naming the field
 */
export function parseConfig(text: string, path: string): Config {
  const document = readDocument(text, path)
  if (document === undefined) return { path, clusters: new Map(), defaults: {} }
  const reader = new FieldReader(document, path)
  reader.names([], ['clusters', 'defaults'])
  const names = reader.names(['clusters'], CLUSTER_NAME)
  return {
    path,
    clusters: new Map(names.map((name) => [name, readCluster(reader, name, dirname(path))])),
    defaults: readDefaults(reader),
  }
}

function readDocument(text: string, path: string): YamlDocument | undefined {
  try {
    const documents = parseYaml(text, { name: path }).documents.filter(({ isEmpty }) => !isEmpty)
    if (documents.length > 1) {
      throw new WaxsealError('ERR_CONFIG_INVALID', `${path}: more than one document`)
    }
    return documents[0]
  } catch (error) {
    if (!(error instanceof WaxsealError)) throw error
    const hint = error.hint === undefined ? {} : { hint: error.hint }
    throw new WaxsealError('ERR_CONFIG_INVALID', error.message, hint)
  }
}

function readCluster(reader: FieldReader, name: string, folder: string): ClusterConfig {
  const path = ['clusters', name]
  reader.names(path, ['certificate', 'context', 'controller'])
  const certificate = reader.text([...path, 'certificate'], CERTIFICATE)
  const context = reader.text([...path, 'context'], CONTEXT)
  const controller = readController(reader, [...path, 'controller'])
  return {
    name,
    ...(certificate === undefined ? {} : { certificate: locateCertificate(certificate, folder) }),
    ...(context === undefined ? {} : { context }),
    ...(controller === undefined ? {} : { controller }),
  }
}

function locateCertificate(text: string, folder: string): CertificateSource {
  return text.startsWith('https://')
    ? { kind: 'url', url: text }
    : { kind: 'file', path: resolve(folder, text) }
}

function readController(reader: FieldReader, path: YamlPath): ClusterConfig['controller'] {
  if (reader.names(path, ['namespace', 'name']).length === 0) return undefined
  const namespace = reader.text([...path, 'namespace'], LABEL)
  const name = reader.text([...path, 'name'], LABEL)
  return {
    ...(namespace === undefined ? {} : { namespace }),
    ...(name === undefined ? {} : { name }),
  }
}

function readDefaults(reader: FieldReader): Config['defaults'] {
  reader.names(['defaults'], ['cluster', 'scope'])
  const cluster = reader.text(['defaults', 'cluster'], CLUSTER_NAME)
  const word = reader.text(['defaults', 'scope'], SCOPE)
  const scope: Scope | undefined = SCOPES.find((candidate) => candidate === word)
  return {
    ...(cluster === undefined ? {} : { cluster }),
    ...(scope === undefined ? {} : { scope }),
  }
}
