import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { rulebook } from '#rulebook/index.ts'
import { checkForm } from '#kernel/fields.ts'
import { actOperations } from './contract/act-operations.ts'
import { operations } from './contract/operations.ts'
import { docsPage } from './docs-page.ts'
import { OPENAPI_FILE, exampleOf, openApi, openApiText } from './openapi.ts'

const document = openApi(rulebook)
const all = Object.values(document.paths).flatMap((methods) => Object.values(methods))

describe('the OpenAPI document', () => {
  test('is the committed one; if not, run: node server/openapi.ts --write', () => {
    expect(readFileSync(OPENAPI_FILE, 'utf8') === openApiText(rulebook)).toBe(true)
  })

  test('has every operation of the contract and every act of the rulebook', () => {
    const fixed = Object.entries(operations).flatMap(([group, members]) =>
      Object.keys(members).map((name) => `${group}.${name}`),
    )
    expect(all.map((o) => o.operationId).toSorted()).toEqual(
      [...fixed, ...Object.keys(actOperations(rulebook))].toSorted(),
    )
  })

  test('refers to nothing it does not have', () => {
    const text = JSON.stringify(document)
    const components = document.components as Record<string, Record<string, unknown>>
    for (const [, kind = '', name = ''] of text.matchAll(/"\$ref":"#\/components\/(\w+)\/(\w+)"/g)) {
      expect(components[kind]?.[name], `${kind}/${name}`).toBeDefined()
    }
    expect(text).not.toMatch(/"\$ref":"(?!#\/components\/)/)
  })

  test('gives examples that the form accepts', () => {
    for (const procedure of Object.values(rulebook.procedures)) {
      for (const [act, power] of Object.entries(procedure.powers)) {
        expect(checkForm(power.form, exampleOf(power.form)), act).toMatchObject({ ok: true })
      }
    }
  })
})

test('the page names every act in Chinese, runs no script and styles nothing inline', () => {
  const page = docsPage(document, '<云澜区>')
  expect(page).toContain('&lt;云澜区&gt;')
  expect(page).not.toMatch(/<script|<style|\sstyle=|\son\w+=|https?:\/\//)
  for (const { summary, operationId } of all) {
    expect(page).toContain(summary)
    expect(page).toContain(`id="${operationId}"`)
  }
})
