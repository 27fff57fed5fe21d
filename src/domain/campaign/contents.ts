import type { SentContent } from '../calls/index.ts'
import {
  type Collect,
  type Content,
  type ContentFinding,
  checkContents,
  type Library,
} from '../notify/index.ts'
import { checkValues } from '../template/index.ts'
import type { TemplateId } from '../values.ts'

/** A value of a template: the same for every row, or what the row has in a column. */
export type Binding =
  | { readonly from: 'text'; readonly text: string }
  | { readonly from: 'column'; readonly column: number }

export type BoundContent =
  | { readonly kind: 'prompt'; readonly name: string; readonly collect?: Collect | undefined }
  | {
      readonly kind: 'template'
      readonly templateId: TemplateId
      readonly values: readonly Binding[]
      readonly collect?: Collect | undefined
    }

/** A content as the whole campaign sends it: the template as it was when it was checked. */
export type FrozenContent =
  | Extract<SentContent, { kind: 'prompt' }>
  | (Omit<Extract<SentContent, { kind: 'template' }>, 'values'> & { readonly values: readonly Binding[] })

const cell = (binding: Binding, cells: readonly string[]): string =>
  binding.from === 'text' ? binding.text : (cells[binding.column] ?? '')

/** What a row is told. */
const contentsFor = (contents: readonly BoundContent[], cells: readonly string[]): Content[] =>
  contents.map((content) =>
    content.kind === 'prompt'
      ? content
      : { ...content, values: content.values.map((value) => cell(value, cells)) },
  )

export const sentFor = (contents: readonly FrozenContent[], cells: readonly string[]): SentContent[] =>
  contents.map((content) =>
    content.kind === 'prompt'
      ? content
      : { ...content, values: content.values.map((value) => cell(value, cells)) },
  )

/** Whether a row has a fitting value for every variable. */
export const fitsRow = (contents: readonly FrozenContent[], cells: readonly string[]): boolean =>
  contents.every(
    (content) =>
      content.kind === 'prompt' ||
      checkValues(
        content.text,
        content.values.map((value) => cell(value, cells)),
      ).ok,
  )

/**
 * What is wrong with the contents for every row alike. Values that come from a column are checked row by row, so
 * here they only count; a column that the list lacks is found.
 *
 * @param columns how many the list has
 */
export function checkBound(
  contents: readonly BoundContent[],
  library: Library,
  columns: number,
): readonly ContentFinding[] {
  const findings = checkContents(contentsFor(contents, []), library).filter(
    ({ code, at, value }) => code !== 'value' || bindingAt(contents, at, value)?.from === 'text',
  )
  const lost = contents.flatMap((content, at): ContentFinding[] =>
    content.kind === 'prompt'
      ? []
      : content.values.flatMap((binding, value) =>
          binding.from === 'column' && binding.column >= columns
            ? [
                {
                  code: 'value' as const,
                  weight: 'stop' as const,
                  at,
                  value,
                  problem: { code: 'empty' as const },
                  params: {
                    title: library.template(content.templateId)?.title ?? '',
                    number: value + 1,
                  },
                },
              ]
            : [],
        ),
  )
  return [...findings, ...lost]
}

function bindingAt(
  contents: readonly BoundContent[],
  at: number | undefined,
  value: number | undefined,
): Binding | undefined {
  const content = at === undefined ? undefined : contents[at]
  return content?.kind === 'template' && value !== undefined ? content.values[value] : undefined
}
