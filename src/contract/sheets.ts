import { z } from 'zod'

/** How an uploaded table is read. What `campaigns.inspect` answers is a good start. */
export const Sheet = z.strictObject({
  fileName: z.string().min(1).max(255).describe('Its ending tells CSV (csv, txt, tsv) from XLSX'),
  encoding: z
    .enum(['auto', 'utf-8', 'gb18030', 'utf-16le'])
    .describe('Of a CSV; auto: by its first bytes, then UTF-8 if it is valid, else GB 18030 (GBK)'),
  name: z.string().max(100).optional().describe('Sheet of an XLSX; absent: the first'),
  headings: z.boolean().describe('The first row holds the headings of the columns'),
})
export type Sheet = z.output<typeof Sheet>

export const Column = z.object({
  index: z.number().int().min(0),
  heading: z.string().describe('As written; empty when the table has none'),
  samples: z.array(z.string()).describe('The first cells that are not empty'),
  looksLike: z
    .enum(['number', 'text'])
    .describe('number: its heading or its cells say that it holds telephone numbers'),
})
export type Column = z.output<typeof Column>
