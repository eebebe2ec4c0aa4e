import { parseSync } from 'vite'

/** A node of the syntax tree, as far as it is looked at here. */
interface Node {
  readonly type: string
  readonly [part: string]: unknown
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as Node)['type'] === 'string'

/** The nodes right below one. */
const below = (node: Node): Node[] => Object.values(node).flat().filter(isNode)

/** Names of fixed texts and of functions that give one, in a file. */
type Known = ReadonlyMap<string, Node>

/**
 * Every text of a TypeScript file that is SQL, comments left out, texts put together from constants of the same file in full;
 * what is only known at run time stands as `…`.
 */
export function sqlTexts(source: string): string[] {
  const { program, errors } = parseSync('file.ts', source)
  if (errors.length > 0) throw new Error(String(errors[0]?.message))
  const known = new Map<string, Node>()
  const within = new Set<string>()
  const whole: { node: Node; name: string | undefined }[] = []
  const visit = (node: Node, name: string | undefined, inText: boolean): void => {
    if (node.type === 'VariableDeclarator') {
      const called = String((node['id'] as { name?: string }).name)
      const init = node['init']
      if (isNode(init)) {
        known.set(called, init)
        visit(init, called, false)
      }
      return
    }
    if (inText && node.type === 'Identifier') within.add(String(node['name']))
    const text = isText(node)
    if (text && !inText) whole.push({ node, name })
    for (const child of below(node)) visit(child, isFunction(node) ? name : undefined, inText || text)
  }
  visit(program as unknown as Node, undefined, false)
  return whole
    .filter(({ name }) => name === undefined || !within.has(name))
    .map(({ node }) => textOf(node, known).replaceAll(/--[^\n]*/g, ''))
    .filter((text) => /\b(select|insert into|update|delete from)\b/.test(text))
}

const isFunction = ({ type }: Node): boolean => type === 'ArrowFunctionExpression'
const isText = (node: Node): boolean =>
  node.type === 'TemplateLiteral' || (node.type === 'Literal' && typeof node['value'] === 'string')

function textOf(node: Node, known: Known, depth = 0): string {
  if (depth > 20) return '…'
  const deeper = (inner: unknown): string => (isNode(inner) ? textOf(inner, known, depth + 1) : '…')
  switch (node.type) {
    case 'Literal':
      return typeof node['value'] === 'string' ? node['value'] : '…'
    case 'TemplateLiteral': {
      const [parts, places] = [
        node['quasis'] as { value: { cooked: string } }[],
        node['expressions'] as Node[],
      ]
      return parts.map((part, i) => part.value.cooked + (i < places.length ? deeper(places[i]) : '')).join('')
    }
    case 'Identifier':
      return deeper(known.get(String(node['name'])))
    case 'CallExpression':
      return deeper(node['callee'])
    case 'ParenthesizedExpression':
      return deeper(node['expression'])
    case 'ArrowFunctionExpression':
      return deeper(node['body'])
    case 'ConditionalExpression':
      return `${deeper(node['consequent'])} ${deeper(node['alternate'])}`
    default:
      return '…'
  }
}
