/** A contact as a file tells of it: numbers as they were written there. */
export type CardOfFile = {
  readonly name: string
  readonly company: string
  readonly note: string
  readonly numbers: readonly string[]
}

export type TableColumns = {
  readonly name: readonly number[]
  readonly company: number | undefined
  readonly note: number | undefined
  readonly numbers: readonly number[]
}

/** Headings that address books write in both languages; the columns of Google, Outlook, Huawei and WPS among them. */
const NAME =
  /^(?:姓名|名称|名字|联系人|联系人姓名|客户|客户姓名|客户名称|name|full ?name|display ?name|contact|customer)$/
const FAMILY = /^(?:姓|姓氏|last ?name|family ?name|surname)$/
const GIVEN = /^(?:名|first ?name|given ?name)$/
const COMPANY = /^(?:公司|单位|公司名称|单位名称|企业|company|organi[sz]ation(?: ?(?:name|1 - name))?|org)$/
const NOTE = /^(?:备注|说明|notes?|remarks?|comments?)$/
const NUMBER = /电话|手机|号码|座机|phone|mobile|^tel|cell/
/** Google writes the kind of each number beside it. */
const NOT_NUMBER = /(?:类型|标签|type|label)$/

/**
 * Which columns hold what, by their headings.
 *
 * @returns `undefined` when there is no name or no number among them
 */
export function tableColumns(headings: readonly string[]): TableColumns | undefined {
  const plain = headings.map((heading) =>
    heading
      .normalize('NFKC')
      .replace(/[\s_:：*]+/g, ' ')
      .trim()
      .toLowerCase(),
  )
  const first = (pattern: RegExp) => {
    const at = plain.findIndex((heading) => pattern.test(heading))
    return at < 0 ? undefined : at
  }
  const whole = first(NAME)
  const parts = [first(FAMILY), first(GIVEN)].filter((at) => at !== undefined)
  const name = whole === undefined ? parts : [whole]
  const numbers = plain.flatMap((heading, at) =>
    NUMBER.test(heading) && !NOT_NUMBER.test(heading) ? [at] : [],
  )
  if (name.length === 0 || numbers.length === 0) return undefined
  return { name, company: first(COMPANY), note: first(NOTE), numbers }
}

const CHINESE = /\p{Script=Han}/u

export function cardOfRow(columns: TableColumns, cells: readonly string[]): CardOfFile {
  const cell = (at: number | undefined) => (at === undefined ? '' : (cells[at] ?? '').trim())
  const parts = columns.name.map(cell).filter((part) => part !== '')
  // Family name before given name, as the columns were picked; Latin names are said the other way round.
  const name = parts.some((part) => CHINESE.test(part)) ? parts.join('') : [...parts].reverse().join(' ')
  return {
    name,
    company: cell(columns.company),
    note: cell(columns.note),
    numbers: columns.numbers
      .flatMap((at) => cell(at).split(/:::|[;；/、\n]/))
      // Exports keep spreadsheets from reading a number as a formula: by an apostrophe, or as ="…".
      .flatMap((one) => one.trim().replace(/^[='"\s]+|["\s]+$/g, '') || []),
  }
}
