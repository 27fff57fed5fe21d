import { Table } from '@mantine/core'
import type { Column } from '../../../contract/sheets.ts'
import { useTexts } from '../../i18n/index.ts'
import { NumberText } from '../../ui/NumberText.tsx'

const SHOWN = 3

/** The first cells of each column, the one with the numbers marked. */
export function SheetPreview(props: { columns: readonly Column[]; numberColumn: number }) {
  const { columns, numberColumn } = props
  const { t } = useTexts()
  const depth = Math.min(SHOWN, Math.max(0, ...columns.map(({ samples }) => samples.length)))
  return (
    <Table.ScrollContainer minWidth={300}>
      <Table withTableBorder withColumnBorders>
        <Table.Thead>
          <Table.Tr>
            {columns.map(({ index, heading }) => (
              <Table.Th key={index} {...(index === numberColumn ? { bg: 'var(--vd-chosen)' } : {})}>
                {heading === '' ? t('campaigns.list.nameless', { number: index + 1 }) : heading}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {Array.from({ length: depth }, (_, row) => `row ${row}`).map((key, row) => (
            <Table.Tr key={key}>
              {columns.map(({ index, samples }) => (
                <Table.Td key={index} {...(index === numberColumn ? { bg: 'var(--vd-chosen)' } : {})}>
                  {index === numberColumn ? <NumberText number={samples[row] ?? ''} /> : (samples[row] ?? '')}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}
