import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cardOfRow, parseVCards, tableColumns, writeVCard } from './index.ts'

const decode = (bytes: Uint8Array, charset: string) => new TextDecoder(charset).decode(bytes)

describe('vCard', () => {
  const text = fc
    .string({ unit: 'grapheme', maxLength: 60 })
    .map((value) => value.replace(/\s+/g, ' ').trim())
  const card = fc.record({
    name: fc.oneof(text, fc.constantFrom('张三', '李，四；五', 'A\\B;C,D')).filter((name) => name !== ''),
    company: text,
    note: fc.oneof(text, fc.constant('第一行\n第二行')),
    numbers: fc.array(fc.stringMatching(/^\+86\d{11}$/), { maxLength: 3 }),
  })

  it('comes back as it was written', () => {
    fc.assert(
      fc.property(fc.array(card, { maxLength: 5 }), (cards) => {
        expect([...parseVCards(cards.map(writeVCard).join(''), decode)]).toEqual(cards)
      }),
    )
  })

  it('has lines of 75 bytes at the most', () => {
    fc.assert(
      fc.property(card, (one) => {
        for (const line of writeVCard(one).split('\r\n'))
          expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75)
      }),
    )
  })

  it('reads 2.1 of a telephone: quoted-printable over several lines, groups, several numbers', () => {
    const file = [
      'BEGIN:VCARD',
      'VERSION:2.1',
      'N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E5=BC=A0;=E4=B8=89;;;',
      'NOTE;CHARSET=GBK;ENCODING=QUOTED-PRINTABLE:=C0=CF=BF=CD=BB=A7 A',
      'TEL;CELL;PREF:138-0000-0001',
      'item1.TEL;WORK:0755 2800 0111',
      'ORG;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E8=BF=9C=E8=88=AA=',
      '=E7=89=A9=E6=B5=81',
      'END:VCARD',
      'noise',
      'BEGIN:VCARD',
      'VERSION:4.0',
      'N:Miller;Anna;;;',
      'TEL;VALUE=uri;TYPE="voice,home":tel:+8613900000002',
      'NOTE:a\\, b\\nc',
      'END:VCARD',
    ].join('\r\n')
    expect([...parseVCards(file, decode)]).toEqual([
      { name: '张三', company: '远航物流', note: '老客户 A', numbers: ['138-0000-0001', '0755 2800 0111'] },
      { name: 'Anna Miller', company: '', note: 'a, b\nc', numbers: ['+8613900000002'] },
    ])
  })
})

describe('tables of contacts', () => {
  it.each([
    [
      ['姓名', '手机', '公司'],
      ['张三', '13800000001', '远航'],
      { name: '张三', company: '远航', numbers: ['13800000001'] },
    ],
    [
      ['姓', '名', '电话号码', '备注'],
      ['张', '三', '138;139', '老客户'],
      { name: '张三', note: '老客户', numbers: ['138', '139'] },
    ],
    [
      ['First Name', 'Last Name', 'Phone 1 - Type', 'Phone 1 - Value'],
      ['Anna', 'Miller', 'Mobile', '+86 138'],
      { name: 'Anna Miller', numbers: ['+86 138'] },
    ],
    [
      ['客户名称', '联系电话', '座机'],
      ['远航物流', '138', '0755'],
      { name: '远航物流', numbers: ['138', '0755'] },
    ],
    [['Name', 'Mobile Phone'], ['', '138'], { name: '', numbers: ['138'] }],
  ])('%j', (headings, cells, card) => {
    const columns = tableColumns(headings)
    if (columns === undefined) throw new Error('columns')
    expect(cardOfRow(columns, cells)).toMatchObject(card)
  })

  it('are refused without names or numbers', () => {
    expect(tableColumns(['姓名', '地址'])).toBeUndefined()
    expect(tableColumns(['电话'])).toBeUndefined()
  })
})
